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
hq-failure-not-permitted = 这个账号今天没有这项权限
    .more = 请联系管理员。
hq-no-role = 这个账号今天没有可用的角色
hq-no-role-who = 已登录:{ $account },{ $unit }。它的角色都已到期,或者还没有开始。
hq-no-role-next = 工单都还在总部,没有受影响。请联系管理员给这个账号角色,之后点“再试一次”。
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
hq-col-photos = 证据
hq-photos-none = 没有证据
hq-photos-all = { $named } 项
hq-photos-missing = { $held } / { $named } 项,有缺
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
hq-evidence-all = { $held } 项已核对哈希
hq-evidence-some = { $held } 项已核对哈希,{ $missing } 项未到
hq-attachment-save = 保存
hq-attachment-save-of = 保存附件:{ $slot }
hq-photo-view = 第 { $at } 张:{ $slot },放大查看
hq-photo-missing = { $slot }:照片还没有到
hq-photo-not-here = 还没有到
hq-photo-arriving = 传输中 { $percent } %
hq-photo-previous = 上一张
hq-photo-next = 下一张
hq-photo-of = 第 { $at } 张,共 { $count } 张
hq-photo-marked = 标注 { $count } 处:{ $who },{ $when }
hq-photo-bare = 看原图
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
hq-delivered-missing = 还有 { $missing } 项证据未到
hq-set-aside = 搁置
hq-set-aside-lines = { $count } 条记录未能采用

## The story

hq-story = 经过
hq-story-opened = 受理:{ $kind } · { $category },告知 { $count } 项时限
hq-story-amended = 更正 { $count } 处
hq-story-promise = 时限提前或新增 { $count } 项
hq-story-photo = 照片:{ $slot }
hq-story-attached = 附件:{ $slot }({ $kind })
hq-story-skipped = 未拍 { $slot }:{ $reason }
hq-story-note = 备注
hq-story-retracted = 撤销一项
hq-story-print =
    { $copy ->
        [0] 打印受理回执({ $paper })
       *[other] 打印受理回执({ $paper },副本 { $copy })
    }
hq-story-annotated =
    { $count ->
        [0] 去掉了照片标注:{ $slot }
       *[other] 照片标注 { $count } 处:{ $slot }
    }
hq-story-signed = 客户签名
hq-story-custody = 留下物品,标签 { $tag }
hq-story-released =
    { $to ->
        [customer] 物品交还客户
        [recipient] 物品交给收件人
        [headquarters] 物品转交总部
        [destroyed] 物品按约定销毁
       *[other] 物品已取走
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
hq-nothing-waits = 没有待送
hq-no-counters = 还没有登记的柜台
hq-no-branches = 您负责的范围内还没有网点

## Counters

hq-nav-counters = 柜台
hq-nav-silent = { $count } 个失联
hq-counters-shown =
    { $silent ->
        [none] 共 { $count } 个,都有联系
       *[some] 共 { $count } 个
    }{ $revoked ->
        [0] {""}
       *[other] ,另有 { $revoked } 个已停用
    }
hq-counters-all = 显示全部 { $count } 个
hq-counter-name = { $branch } { $counter }
hq-silent =
    { $others ->
        [0] { $count } 个柜台失联:{ $names }
       *[other] { $count } 个柜台失联:{ $names },另有 { $others } 个
    }
hq-silent-more = 请打电话问问网点:电脑开着吗,网络通吗。柜台写下的都还在柜台的电脑上。
hq-silent-mark = 失联
hq-in-contact = 有联系
hq-no-counters-more = 柜台用登记码启用后,会出现在这里。
hq-col-counter = 柜台
hq-col-standing = 状况
hq-col-contact = 最近联系
hq-col-waiting = 待送
hq-col-clock = 时钟
hq-col-version = 版本
hq-col-volume = 日志册
hq-lines = { $count } 条记录
hq-photos = { $count } 张照片
hq-oldest = 最早 { $when }
hq-span =
    { $unit ->
        [seconds] { $count } 秒
        [minutes] { $count } 分钟
        [hours] { $count } 小时
       *[days] { $count } 天
    }
hq-ago = { $span }前
hq-clock-right = 准
hq-clock-slow = 慢 { $span }
hq-clock-fast = 快 { $span }
hq-volume-since = { $when } 起
hq-fork = 有另一份数据副本写过:第 { $volume } 册从第 { $seq } 条起,{ $lines } 条,已留作证据
hq-replaced = 由 { $name } 接替

## Set aside

hq-asides-none = 没有搁置的记录。
hq-asides-filed = 已收起 { $count } 条
hq-col-reason = 原因
hq-col-act = 可做的事
hq-aside-no-ticket = 无工单
hq-aside-number-unknown = 还不知道单号的工单
hq-aside-place = 第 { $seq } 条
hq-aside-used = 重试成功,这条记录已采用
hq-aside-filed = 这条记录已收起
hq-aside-filed-at = { $when } 收起
hq-aside-still = 重试过了,仍然搁置:{ $why }
hq-aside-still-here = 重试过了,仍然搁置
hq-aside-line-too-long = 内容太长
hq-aside-line-not-utf8 = 文字编码读不懂
hq-aside-line-byte-order-mark = 开头多了标记
hq-aside-line-break = 中间断了行
hq-aside-line-not-json = 写法不对
hq-aside-line-duplicate-key = 同一项写了两次
hq-aside-line-float = 含有小数
hq-aside-line-integer-range = 数字太大
hq-aside-line-version = 是这里不认识的版本写的
hq-aside-line-field = 缺了一项,或有一项不对
hq-aside-line-no-ticket = 没有写明是哪张工单
hq-aside-chain-not-opened = 所在的一册没有开启
hq-aside-chain-opened-again = 同一册又开启了一次
hq-aside-chain-other-log = 是别的日志的
hq-aside-chain-gap = 前面缺了记录
hq-aside-chain-broken = 与前一条接不上

## Carry-over

hq-carry = 接收补送文件
hq-carry-what = 没有网络的柜台,可以把没送出的内容存到 U 盘。选择那个文件,或把它拖到本页。
hq-carry-choose = 选择文件
hq-carry-stop = 停止
hq-carry-sending = 正在上传
hq-carry-taking = 已全部上传,正在核对并收下
hq-carry-done = 补送文件已收下
hq-carry-nothing-new = 没有新的内容,总部都已经有了
hq-carry-before = 在这之前收下的都保留了:
hq-carry-new-lines = 新记录
hq-carry-known-lines = 原来就有的记录
hq-carry-set-aside = 搁置
hq-carry-forked = 另一份副本写的,已留作证据
hq-carry-new-photos = 新照片
hq-carry-known-photos = 原来就有的照片
hq-carry-unnamed-photos = 没有记录提到、未留的照片
hq-carry-keys = 密钥已在的工单
hq-failure-carry-over-not-one = 这不是补送文件
    .more = 什么也没有收下。请选择柜台存到 U 盘上的那个文件。
hq-failure-carry-over-other-branch = 这份补送文件的网点不在您负责的范围内
    .more = 什么也没有收下。请把 U 盘交给负责那个网点的人。
hq-failure-carry-over-no-device = 这里没有这份补送文件所属的柜台
    .more = 什么也没有收下。请问清文件的来处,并保留好文件。
hq-failure-carry-over-sealed-elsewhere = 这份补送文件是封给别的总部的,或被改动过
    .more = 请保留好文件,并请柜台重新存一份。
hq-failure-carry-over-cut-off = 这份补送文件不完整
    .more = 请重新拷贝,或请柜台重新存一份;重复的不会多算。
hq-failure-carry-over-damaged = 这份补送文件里有读不懂的内容
    .more = 请柜台重新存一份;重复的不会多算。
hq-failure-carry-over-refused = 总部没有接受这份补送文件里的记录
    .more = 请保留好文件,并请柜台重新存一份。
hq-failure-carry-over-too-large = 文件太大,不会是补送文件
    .more = 什么也没有收下。补送文件不会超过 4 GB,请选择柜台存的那个文件。
hq-failure-carry-over-busy = 正在收别的补送文件
    .more = 什么都没有丢。请稍候再试。
hq-failure-disk-full = 总部的磁盘满了
    .more = 已收到的都在。请在总部腾出空间后再试。
hq-failure-timeout = 等得太久,没有完成
    .more = 已收到的都在。请再试一次,重复的不会多算。
hq-failure-not-found = 这里已经没有它了
    .more = 也许别人已经处理过了。请再试一次。
