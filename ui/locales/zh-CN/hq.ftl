# The words of headquarters' page. What the counter shows as well is in screen.ftl.

hq-mark = 存根 · 总部
hq-nav-tickets = 工单
hq-nav-branches = 网点
hq-search = 按单号或运单号查找
hq-sign-out = 退出
hq-newest-first = 最新在前

## Signing in

hq-sign-in = 登录
hq-account = 账号
hq-password = 密码
hq-session-ended = 登录已过期,请重新登录
hq-wait = { $seconds } 秒后可以再试。
hq-failure-sign-in-refused = 账号或密码不对
hq-failure-too-many-tries = 尝试次数过多,请稍候再试
hq-failure-unreachable = 连不上总部
hq-failure-csrf = 页面已过期,请刷新后再试
hq-failure-trouble = 总部暂时出了问题
hq-failure-safe = 已收到的工单都还在。请稍后再试。

## The list

hq-tickets-title = 全部工单
hq-found-title = 查找“{ $text }”
hq-tickets-shown =
    { $more ->
        [yes] 已显示 { $count } 件,后面还有
       *[no] 共 { $count } 件
    }
hq-keys-move = 上下移动
hq-keys-open = 打开
hq-keys-back = 返回
hq-more = 显示更多
hq-col-number = 单号
hq-col-kind = 类型
hq-col-category = 分类
hq-col-branch = 网点
hq-col-who = 来人
hq-col-waybill = 运单号
hq-col-received = 收到
hq-col-due = 下一时限
hq-col-photos = 照片
hq-photos-none = 没有照片
hq-photos-all = { $named } 张
hq-photos-missing = { $held } / { $named } 张,有缺
hq-no-tickets = 还没有工单
hq-no-tickets-more = 网点柜台受理并联网后,工单会自动出现在这里。
hq-nothing-found = 没有找到“{ $text }”
hq-nothing-found-more = 可输入单号或运单号,输入开头几位也可以。只查找您负责范围内的网点。
hq-forgotten = 已删除
hq-shut = 未能读取

## A ticket

hq-taken = { $at } 受理
hq-taken-by = { $name } 受理于 { $at }
hq-no-such-ticket = 没有这张工单
hq-no-such-ticket-more = 它可能不在您负责的范围内。
hq-forgotten-title = 个人信息已按要求删除
hq-forgotten-more = 数量、原因和金额保留,姓名、电话、叙述和照片已无法恢复。
hq-key-missing = 这张工单的密钥还没有到
hq-key-missing-more = 在密钥到达之前,姓名、电话和叙述无法读取。柜台下次联网时会自动补送。
hq-conflicts = { $count } 处有不同的填写,需要核对
hq-field-kind = 类型
hq-field-category = 分类
hq-field-channel = 来源
hq-field-answer-by = 答复方式
hq-field-role = 来人身份
hq-field-demands = 诉求
hq-field-claimed-fen = 索赔金额
hq-field-shipment = 快件
hq-field-last-known = 最后状态
hq-field-told = 客户所述
hq-field-not-applied = 未生效的操作

hq-evidence = 证据
hq-evidence-none = 这张工单没有照片。
hq-evidence-forgotten = 照片已随个人信息一并删除。
hq-evidence-all = { $held } 张已核对哈希
hq-evidence-some = { $held } 张已核对哈希,{ $missing } 张未到
hq-photo-view = 第 { $at } 张:{ $slot },放大查看
hq-photo-missing = { $slot }:照片还没有到
hq-photo-not-here = 还没有到
hq-photo-arriving = 传输中 { $percent } %
hq-photo-previous = 上一张
hq-photo-next = 下一张
hq-photo-of = 第 { $at } 张,共 { $count } 张
hq-camera-says = 相机自述:{ $model },{ $time }
hq-skipped = 未拍:{ $slot }({ $reason })

hq-told = 客户所述
hq-told-shut = 密钥未到,暂时无法读取。
hq-told-forgotten = 已按要求删除。
hq-party-sender = 寄件人
hq-party-recipient = 收件人
hq-party-agent = 受托人
hq-demand = 诉求
hq-items-kept = 留存物品
hq-channel = 来源
hq-answer-by = 答复方式:{ $how }

hq-shipment = 快件与金额
hq-claimed = 要求
hq-insured = 保价金额
hq-declared = 声明价值
hq-freight = 运费
hq-posted-on = 寄件日期
hq-promised-on = 承诺送达
hq-last-known = 最后状态

hq-promises = 时限
hq-promises-none = 没有承诺时限。
hq-provisional = 节假日安排公布后可能提前

hq-delivery = 送达情况
hq-delivered-from = 来自
hq-delivered-first = 首次收到
hq-delivered-last = 最近收到
hq-delivered-lines = 共 { $count } 条记录
hq-delivered-all = 全部收到
hq-delivered-missing = 还有 { $missing } 张照片未到
hq-set-aside = 搁置
hq-set-aside-lines = { $count } 条记录未能采用

## The story

hq-story = 经过
hq-story-opened = 受理:{ $kind } · { $category },告知 { $count } 项时限
hq-story-amended = 更正 { $count } 处
hq-story-promise = 时限提前或新增 { $count } 项
hq-story-photo = 照片:{ $slot }
hq-story-skipped = 未拍 { $slot }:{ $reason }
hq-story-note = 备注
hq-story-retracted = 撤销一项
hq-story-print =
    { $copy ->
        [0] 打印受理回执({ $paper })
       *[other] 打印受理回执({ $paper },副本 { $copy })
    }
hq-story-forgotten = 个人信息已删除
hq-story-unknown = 本版本不认识的记录:{ $kind }
hq-from-headquarters = 总部
hq-not-applied = 未生效:当时的状态不允许
hq-paper-a5 = A5
hq-paper-roll80 = 80 毫米小票
hq-paper-roll58 = 58 毫米小票
hq-printed-printed = 已打印
hq-printed-saved = 已存为文件

## Branches

hq-contact = 最近联系 { $when }
hq-contact-never = 还没有联系过
hq-revoked = 已停用
hq-waiting = 待送 { $lines } 条记录、{ $photos } 张照片
hq-quiet = 超过一天没有联系
hq-nothing-waits = 没有待送
hq-no-counters = 还没有登记的柜台
hq-no-branches = 您负责的范围内还没有网点
