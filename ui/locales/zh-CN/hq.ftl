# The words of headquarters' page. What the counter shows as well is in screen.ftl.

hq-mark = 存根 · 总部
hq-nav-tickets = 工单
hq-nav-branches = 网点
hq-search = 查单号、运单、电话、姓名或内容
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
hq-nothing-found-more = 单号、运单号、电话、姓名和内容,输入任意一部分即可,姓名也可用拼音首字母。几个词用空格隔开,须同时出现。只查找您负责范围内的网点。
hq-search-too-short = 请再输入一个字
hq-found-phone = 电话
hq-found-name = 姓名
hq-found-contact = 联系方式
hq-found-address = 地址
hq-found-story = 经过
hq-found-demand = 诉求
hq-found-goods = 留存物品
hq-found-note = 备注
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
hq-field-circle = 互相并入(后一次没有生效)

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
hq-story-task-set = 设任务:{ $task } · { $to }
hq-story-task-given = 交办任务:{ $task } · { $to }
hq-story-task-answered = 任务有了结果:{ $task } · { $outcome }
hq-story-evidence = 记证据:{ $kind }
hq-story-finding =
    { $cause ->
        [none] 写调查结论
       *[other] 写调查结论:{ $cause }
    }
hq-story-adjudicated = 定责:{ $unit }
hq-story-improvement = 改进建议:{ $unit }
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
hq-no-counters = 还没有启用的柜台
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
hq-no-counters-more = 柜台用启用码启用后,会出现在这里。
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
hq-failure-photo-store-gone = 总部的照片存储没有回应
    .more = 没有丢失任何内容，还没送到的仍在原处。请稍后再试。
hq-failure-photo-not-kept = 总部的照片存储没有存好一张照片
    .more = 照片在原处完好。请告知总部管理员，稍后再试。
hq-failure-held-photo-damaged = 总部保存的这张照片已损坏
    .more = 照片不予显示。请告知总部管理员，可从备份中找回。
hq-failure-timeout = 等得太久,没有完成
    .more = 已收到的都在。请再试一次,重复的不会多算。
hq-failure-not-found = 这里已经没有它了
    .more = 也许别人已经处理过了。请再试一次。

## Claims to decide

hq-nav-decisions = 待决定
hq-decisions-title = 待决定
hq-decisions-groups = 分组
hq-awaited-all = 全部
hq-awaited-decision = 待决定
hq-awaited-release = 待复核
hq-awaited-too-late = 决定来迟
hq-col-claimed = 索赔
hq-col-assessed = 核算或决定
hq-col-waits = 在等谁
hq-no-due = 没有时限
hq-waits-assessment = 等网点核算
hq-waits-you = 等您决定
hq-waits-others = 金额须由他人决定
hq-waits-round = { $what },第 { $round } 次
hq-waits-release-you = { $name } 已决定,等您复核
hq-waits-release = { $name } 已决定,等另一位{ $roles }复核
hq-waits-too-late = 决定到达前柜台已另有操作,请核对
hq-nothing-waits-title = 没有要决定的
hq-nothing-waits-here = 这一组里没有
hq-nothing-waits-more = 网点送来理赔工单后,会按时限先后出现在这里。

hq-case-of = 第 { $at } 件,共 { $count } 件
hq-case-previous = 上一件
hq-case-next = 下一件
hq-case-no-photos = 这张工单没有照片。决定前请确认是否需要补充。
hq-case-attached = 另有附件 { $count } 项,请在工单页保存后查看。
hq-photo-pick = 第 { $at } 张:{ $slot },放到前面

hq-ladder = 金额
hq-round =
    { $left ->
        [0] 已满三次,不能再决定
       *[other] 第 { $round } 次决定,还可决定 { $left } 次
    }
hq-round-short = 第 { $round } 次
hq-rung-claimed = 索赔
hq-rung-proven = 已证明
hq-rung-assessed = 核算
hq-rung-approved = 批准
hq-rung-paid = 已付
hq-no-measure = 核算结果为不赔付
hq-total = 合计
hq-not-assessed = 网点还没有核算。可以先请网点补充,或不予赔付。
hq-policy-other = 核算时用的是另一版规则({ $policy })
hq-policy-other-more = 下面的方案按现行规则 { $policy } 重新计算,请比较后再决定。
hq-alternatives = 各种方案
hq-alternatives-on = 按 { $day } 和规则 { $policy } 重算
hq-alternatives-differ = 今天重算的建议金额是 { $amount },与网点的核算不同。
hq-alternative-proposed = 建议
hq-alternative-assessed = 网点采用
hq-confidence = 依据可靠度 { $letter }
hq-lacks = 缺少:{ $what }
hq-left-out = 未计入{ $line }:缺少{ $what }
hq-reckoned = 怎样算出来的

hq-look = 决定前请看
hq-flags-none = 没有需要特别留意的。
hq-proofs = 证明
hq-proofs-none = 这类索赔不需要证明。
hq-proof-given = { $proof },{ $day } 收到
hq-proof-waived = 免于提供:{ $why }
hq-proof-owed = { $proof },{ $day } 前补交
hq-proof-late = { $proof },应于 { $day } 补交,未交
hq-proof-missing = 还没有,可用:{ $any }
hq-time-limits = 期限
hq-limit-over = 已于 { $day } 届满
hq-limit-runs = 到 { $day } 为止
hq-limit-unknown = 起算日不明
hq-exemptions = 免责理由
hq-exemption-no-effect = 对这类快件不起作用

hq-decided-so-far = 已有的决定和支付
hq-verdict-approve = 批准
hq-verdict-change = 改为
hq-verdict-decline = 不予赔付
hq-verdict-ask-back = 退回补充
hq-standing-waiting = 等另一位{ $roles }复核
hq-standing-released = { $name } 复核于 { $at }
hq-standing-too-late = 未生效:决定到达时工单已另有操作
hq-standing-replaced = 已被后来的决定取代
hq-departure-is = 高于核算或索赔的原因:{ $why }
hq-paid = 支付 { $amount }
hq-method-cash = 现金
hq-method-transfer = 银行转账
hq-method-wechat = 微信
hq-method-alipay = 支付宝
hq-method-coupon = 优惠券
hq-known = 以往情况
hq-of-customer = 同一电话的其他工单({ $count })
hq-of-customer-none = 您负责的范围内没有。
hq-of-waybill = 同一运单的其他工单({ $count })
hq-of-waybill-none = 没有。
hq-tickets-lists = 看哪些工单
hq-kin-suspected = 疑似重复
hq-kin-days = 最近 { $days } 天收到的工单里,与任一网点的工单像是同一件事或再次发生的
hq-kin-arrived = 收到于 { $at }
hq-kin-none = 没有疑似重复的工单
hq-kin-none-so-far = 最近收到的工单里没有疑似重复的
hq-kin-none-more = 新到的工单会与所有网点的工单比对运单号和电话;已经关联或并入的不再列出。
hq-kin-elsewhere = { $branch }({ $code })有 { $count } 张可能有关({ $kin }),在您负责的范围之外。
hq-kin-across = 工单始终归受理它的网点:不同网点的工单只能关联,不能并入。关联后两边网点都会看到。
hq-kin-take-back = 撤回
hq-kin-goes-on-in = 已并入
hq-kin-goes-on-here = 已并到这里:
hq-kin-refused-ticket-changed = 工单有了变化,请看过再操作。
hq-kin-refused-already-linked = 这两张工单已经关联。
hq-kin-refused-already-merged = 这张工单已经并入另一张。
hq-kin-refused-merged-away = 这张工单已经并入另一张,请在那张里操作。
hq-kin-refused-other-merged-away = 那张工单自己已经并入另一张,请并入最后那张。
hq-kin-refused-merge-in-a-circle = 那张工单已经并入这张,不能再并回去。
hq-kin-refused-merge-across-branches = 不同网点的工单不能合并,请用关联。
hq-kin-refused-merge-with-practice = 练习工单不能与真实工单合并。
hq-kin-refused-merge-with-money = 这张工单已有决定或付款,不能并入别的工单。
hq-kin-refused-ticket-forgotten = 其中一张的个人信息已删除,不能再关联。
hq-kin-refused-ticket-key-missing = 其中一张的密钥还没有到,请等柜台下次联网。
hq-kin-refused-not-permitted = 您今天没有办理工单的权限。
hq-kin-refused-not-found = 另一端的工单不在您负责的范围内。
hq-earlier-claimed = 索赔 { $amount }
hq-earlier-approved = 批准 { $amount }
hq-earlier-paid = 已付 { $amount }

hq-verdicts = 决定
hq-do-approve = 批准
hq-do-change = 改金额
hq-do-decline = 不予赔付
hq-do-ask-back = 退回补充
hq-do-release = 复核放行
hq-may-up-to = 您可独自决定 { $amount } 及以下。
hq-may-all = 您可独自决定任何金额。
hq-may-first = 这个金额要两个人:您先决定,再由另一位{ $roles }复核。
hq-may-release = 这个决定等您复核。请看过证据再放行。
hq-dialog-approve = 批准核算金额
hq-dialog-change = 改为别的金额
hq-dialog-decline = 不予赔付
hq-dialog-ask-back = 退回网点补充
hq-dialog-release = 复核放行
hq-confirm-approve = 按核算金额赔付。网点会收到决定,并告知客户。
hq-confirm-change = 按这个金额赔付。网点会收到决定和理由,并告知客户。
hq-confirm-decline = 不赔付。网点会收到理由,并向客户说明。
hq-confirm-ask-back = 工单退回网点,由网点请客户补充。这不计入决定次数。
hq-confirm-release = { $name } 的决定由您复核。放行后立即生效,网点会告知客户。
hq-confirm-second = 还要另一位{ $roles }复核才生效
hq-take = 套用:
hq-no-amount = 请填金额,如 1500.00
hq-departure = 高于核算或索赔的原因
hq-departure-when = 高于时必选
hq-departure-none = 没有高于
hq-reason = 理由
hq-question = 要补充什么
hq-reason-hint = 只有这张工单的网点和总部能读到。
hq-checking = 正在核对…
hq-go-on = 下一步
hq-back-to-typing = 返回修改
hq-done-approve = 已批准 { $amount }
hq-done-change = 已改为 { $amount }
hq-done-decline = 已决定不予赔付
hq-done-ask-back = 已退回网点补充
hq-done-release = 已复核放行 { $amount }
hq-done-waits = 已决定 { $amount },等另一位复核
hq-done-more = 决定已写入总部日志,网点联网时会收到。
hq-done-waits-more = 复核之前不会生效,也不会告知客户。
hq-changed = 您看的时候工单有了变化,决定没有写入
hq-changed-more = 下面是新的内容。请看过后再决定。
hq-or = 或
hq-role-clerk = 经办人
hq-role-back-office = 后台客服
hq-role-operations = 运营
hq-role-quality = 质控
hq-role-manager = 网点经理
hq-role-adjuster = 理赔员
hq-role-approver = 复核人
hq-role-administrator = 管理员

hq-refused-no-claim = 这张工单没有索赔,也没有核算,不需要决定。
hq-refused-practice = 这是练习用的工单,不作决定。
hq-refused-ticket-forgotten = 个人信息已删除,不能再决定。
hq-refused-ticket-key-missing = 这张工单的密钥还没有到,看不到内容,请等柜台下次联网。
hq-refused-status-not-open = 工单现在是“{ $status }”,要在“已受理”或“核查中”时才能这样决定。
hq-refused-rounds-over = 已决定 { $rounds } 次,不能再决定。客户仍不同意的,请告知申诉途径。
hq-refused-not-assessed = 网点还没有核算,不能批准或改金额。可以退回补充,或不予赔付。
hq-refused-ticket-changed = 工单有了变化,请看过再决定。
hq-refused-nothing-awarded = 金额为零。不赔付请用“不予赔付”。
hq-refused-amount-too-large = 金额太大,无法记录。
hq-refused-unknown-word = 现行规则里没有所选的依据或原因,请刷新后重选。
hq-refused-reason-wanted = 请写明理由或要补充的内容。
hq-refused-ground-wanted = 请至少选一条不赔付所依据的规则。
hq-grounds = 不赔付依据的规则
hq-grounds-found = 已认定
hq-grounds-add = 其他规则
hq-grounds-other = 选择规则
hq-grounds-drop = 去掉 { $rule }
hq-refused-departure-wanted = 超过 { $amount } 要从列表里选一个原因。
hq-refused-already-paid = 已经付过款,原来的决定不再更改。
hq-refused-nothing-to-release = 没有等待复核的决定,也许别人已经处理过了。
hq-refused-amount-for-others =
    { $has ->
        [yes] 这个金额由{ $roles }决定。您可独自决定 { $amount } 及以下。
       *[no] 这要由{ $roles }来做。
    }
hq-refused-amount-for-nobody = 没有人可以决定这个金额,请联系管理员。
hq-refused-same-person = 这是您自己的决定,要由另一位来复核。
hq-refused-first-may-not = 先决定的人今天没有这个权限,请重新决定。

hq-story-proof =
    { $standing ->
        [given] 证明:{ $name }(已收)
        [owed] 证明:{ $name }(待补)
        [waived] 证明:{ $name }(免交)
       *[other] 证明:{ $name }
    }
hq-story-assessed = 核算:{ $amount }
hq-decided-approve = 批准
hq-decided-change = 改为
hq-decided-decline = 不予赔付
hq-decided-ask-back = 退回补充
hq-story-decided = { $verdict } { $amount }
hq-story-released-decision = 复核放行
hq-story-paid = 支付 { $amount },凭证 { $voucher }
hq-story-priority = 优先级:{ $priority }
hq-story-risk = 风险:{ $grade }
hq-story-sorted =
    { $answered ->
        [accepted] 归类(按建议):{ $category }
        [overridden] 归类(改选):{ $category }
       *[other] 归类:{ $category }
    }
hq-story-linked =
    { $kin ->
        [same_matter] 同一事项,关联 { $number }
        [repeat] 重复来访,关联 { $number }
        [split_from] 从 { $number } 拆分
       *[other] 关联 { $number }
    }
hq-story-merged = 并入 { $number }
hq-story-rated = 客户评价 { $stars } 星({ $way })
hq-story-contact = 联系客户:{ $outcome }
hq-contact-reached = 已联系上
hq-contact-no-answer = 没有接通
hq-contact-wrong-number = 号码不对
hq-contact-refused = 客户拒接或拒谈

## The rules

hq-nav-policies = 规则
hq-policies-count = 共 { $count } 个版本
hq-policies-none = 还没有规则
hq-policies-only = 目前用的是随程序带来的规则。发布新版本后,这里会留下每一版,随时可以查看和下载。
hq-policy-version = 版本
hq-policy-stands = 状态
hq-policy-holds = 生效日期
hq-policy-words = 新内容
hq-policy-published = 发布
hq-policy-document = 文件
hq-policy-bundled = 随程序带来
hq-policy-unreadable = 这个版本的程序读不了它,文件仍可下载。
hq-policy-save = 下载 { $version } 的文件
hq-policy-save-short = 下载
hq-policy-standing-in-force = 生效中
hq-policy-standing-to-come = 待生效
hq-policy-standing-past = 已过期
hq-policy-standing-replaced = 同日被替换
hq-policy-sections = 规则的各部分
hq-policy-search = 在这个版本里查找
hq-policy-rows = { $count } 条
hq-policy-nothing-found = 没有找到“{ $text }”
hq-policy-nothing-found-more = 请换一个说法,或从左边选一个部分。
hq-publish-title = 发布新规则
hq-publish-file = 选择规则文件
hq-publish-what = 先检查,再列出有哪些变化,确认后才发布。选择文件不会改变任何东西。
hq-publish-choose = 选择文件
hq-publish-choose-other = 换一个文件
hq-publish-examining = 正在检查
hq-publish-go-on = 发布这个版本
hq-publish-from = 从 { $from } 起生效。
hq-publish-dialog = 发布 { $version }
hq-publish-words = 有哪些新内容
hq-publish-words-hint = 大家在版本列表里会看到这段话。
hq-publish-for-ever = 发布后不能撤回,也不能修改
hq-publish-for-ever-more = 要改正,只能再发布一个版本。已经告诉客户的时间不受影响。
hq-publish-do = 发布
hq-publish-done = { $version } 已发布
hq-publish-done-more = 各柜台下次联网时取得,从 { $from } 起使用。
hq-publish-to-list = 查看全部版本
hq-change-title = { $version } 与 { $against } 相比
hq-change-counts = 新增 { $added } 条,修改 { $changed } 条,删除 { $gone } 条。
hq-change-rule = 规则
hq-change-how = 变化
hq-change-was = 现在
hq-change-will = 发布后
hq-change-added = 新增
hq-change-changed = 修改
hq-change-gone = 删除
hq-change-untold = 文件中还有这些部分不同
hq-change-untold-more = 它们没有列在表里,请在文件中核对。
hq-policy-warning-year-missing = { $about } 年没有工作日历,按周末和法定节假日推算,日期都是暂定
hq-policy-warning-year-provisional = { $about } 年的工作日历是暂定的,国务院通知公布后请再发布一版
hq-policy-warning-section = { $about } 另有规定
hq-policy-warning-section-branch-unknown = 没有代码为 { $about } 的网点,这部分规定暂时没有地方用
hq-policy-warning-section-region-unknown = 没有网点属于地区 { $about },这部分规定暂时没有地方用。用 counterfoil-hq unit region 设定
hq-policy-warning-begins-today = 从今天起生效,没有联网的柜台会晚些才用上
hq-policy-warning-ends = 它写明到 { $about } 为止;之后若没有新版本,仍按它办
hq-policy-warning-no-change = 与 { $about } 没有不同
hq-fault-safe = 没有发布,现在的规则没有变。
hq-policy-days =
    { $from ->
        [none] { $until ->
            [none] 一直有效
           *[other] 到 { $until } 为止
        }
       *[other] { $until ->
            [none] 从 { $from } 起
           *[other] { $from } 到 { $until }
        }
    }
hq-fault-policy-unreadable = 文件不是规则,或者格式有误({ $where })
    .next = 请在这个位置核对逗号、引号和括号,或下载现行版本作样本。
hq-fault-policy-empty = 缺少内容:{ $where }
    .next = 请补上后再选择文件。
hq-fault-policy-twice = 有重复:{ $where }
    .next = 请删去一条,或改一个代码。
hq-fault-policy-unresolved = 指向了不存在的内容:{ $where }
    .next = 请核对代码,或补上所指的内容。
hq-fault-policy-unmapped = 有分类没有对应的类别:{ $where }
    .next = 请补上它在这种分类方法里的类别。
hq-fault-policy-words = 文字不完整:{ $where }
    .next = 中文和英文都要写,花括号里的名称要认得。
hq-fault-policy-law-clock = 法定7日没有覆盖所有工单({ $where })
    .next = 投诉和索赔都必须在7日内处理并告知,不能更长,也不能暂停。
hq-fault-policy-absurd = 有数值或日期不可能:{ $where }
    .next = 请改正后再选择文件。
hq-fault-policy-no-promise = 不能作为承诺:{ $where }
    .next = 承诺的时限要能算出日期,请改为内部掌握或改时限。
hq-fault-policy-gap = 有日期没有规则:{ $where }
    .next = 请把生效日期接上前一版,或补上缺少的年份。
hq-fault-policy-below-law = 低于法律规定:{ $where }
    .next = 法律规定的最低标准不能降低。
hq-fault-policy-lenient = 地区规定比全国宽松:{ $where }
    .next = 地区的时限只能更短。
hq-fault-policy-unsourced = 没有注明出处:{ $where }
    .next = 涉及赔偿和法定时限的依据都要写出处。
hq-fault-policy-authority = 审批权限不清楚:{ $where }
    .next = 金额要首尾相接,每一档都要有人能批。
hq-fault-policy-past = 生效日期 { $where } 已经过去
    .next = 请把生效日期改为今天或以后。
hq-fault-policy-published = 版本 { $where } 已经发布过
    .next = 发布过的不能修改,请换一个版本号。
hq-fault-policy-too-large = 文件超过 1 MiB
    .next = 请确认选的是规则文件。
hq-fault-policy-not-text = 文件不是 UTF-8 文本
    .next = 请在编辑器里另存为 UTF-8。
hq-fault-other = 发布不了({ $code })
    .next = 请更正文件后再试一次。
hq-fault-policy-wordless = 请写明有哪些新内容

hq-policy-section-calendars = 工作日历
hq-policy-section-clocks = 时限
hq-policy-section-compensation = 赔偿
hq-policy-section-authority = 审批权限
hq-policy-section-documents = 索赔材料
hq-policy-section-categories = 分类
hq-policy-section-photos = 照片
hq-policy-section-playbooks = 处理步骤
hq-policy-section-investigation = 调查
hq-policy-section-weighing = 优先级和风险
hq-policy-section-phrases = 常用语
hq-policy-section-follow-up = 回访和满意度
hq-policy-section-retention = 保存和目标
hq-policy-section-texts = 凭证文字
hq-policy-section-sections = 地区和网点的不同
hq-policy-section-lists = 选项
hq-policy-section-carriers = 承运方和单号
hq-policy-section-keywords = 自动分类用词
hq-policy-section-rules = 依据和出处
hq-policy-table-calendars = 各年放假和调休
hq-policy-table-clocks = 每项时限
hq-policy-table-usual-reminders = 通常的提醒安排
hq-policy-table-regions = 更严的地区时限
hq-policy-table-limits = 其他期限
hq-policy-table-services = 服务和适用的法律
hq-policy-table-incidents = 各分类通常属于哪种情形
hq-policy-table-measures = 赔偿办法
hq-policy-table-floors = 任何版本都不得低于
hq-policy-table-time-limits = 索赔期限
hq-policy-table-exemptions = 免责事由
hq-policy-table-reviews = 须重点审核的情形
hq-policy-table-flags = 给审核人的提示
hq-policy-table-departures = 高于核算金额的理由
hq-policy-table-authority = 谁可以批多少
hq-policy-table-proof-needs = 索赔需要的材料
hq-policy-table-proofs = 认可的证明
hq-policy-table-waivers = 免交材料的理由
hq-policy-table-categories = 每个分类
hq-policy-table-schemes = 其他分类方法
hq-policy-table-photo-sets = 哪类工单拍哪些
hq-policy-table-slots = 拍摄位
hq-policy-table-playbooks = 处理步骤
hq-policy-table-units = 责任部门
hq-policy-table-stages = 各环节要问清的事
hq-policy-table-causes = 原因和通常的措施
hq-policy-table-search = 快件多久找不到按丢失处理
hq-policy-table-inquiry = 查找、任务和证据
hq-policy-table-impact = 影响程度
hq-policy-table-priorities = 优先级
hq-policy-table-risk = 风险
hq-policy-table-grades = 风险等级
hq-policy-table-phrases = 常用语
hq-policy-table-follow-up = 告知和回访
hq-policy-table-follow-up-outcomes = 回访结果
hq-policy-table-aspects = 评价项目
hq-policy-table-rating-ways = 评价方式
hq-policy-table-retention = 保存多久
hq-policy-table-targets = 网点目标
hq-policy-table-texts = 凭证文字
hq-policy-table-amount-words = 金额怎样说明
hq-policy-table-sections = 另有规定的地方
hq-policy-table-lists = 选项
hq-policy-table-own-carrier = 本公司
hq-policy-table-waybills = 单号的样子
hq-policy-table-keywords = 各分类的用词
hq-policy-table-word-lists = 特殊用词
hq-policy-table-word-groups = 同义用词
hq-policy-table-suggesting = 何时给出建议
hq-policy-table-rules = 每条依据
hq-policy-column-amount = 金额
hq-policy-column-answers-for = 负责
hq-policy-column-any-of = 任选其一
hq-policy-column-aspect = 项目
hq-policy-column-area = 范围
hq-policy-column-begins = 开始
hq-policy-column-branch = 网点
hq-policy-column-called-elsewhere = 别处的叫法
hq-policy-column-carrier = 承运方
hq-policy-column-carriers = 只办这项服务的承运方
hq-policy-column-category = 分类
hq-policy-column-cause = 原因
hq-policy-column-citation = 依据
hq-policy-column-claimant = 索赔人
hq-policy-column-classes = 类别
hq-policy-column-code = 代码
hq-policy-column-confidence = 确定程度
hq-policy-column-counts-from = 从何时起算
hq-policy-column-departure = 理由
hq-policy-column-effect = 到期后
hq-policy-column-ends = 结束
hq-policy-column-exemption = 事由
hq-policy-column-factor = 因素
hq-policy-column-flag = 提示
hq-policy-column-for-whom = 适用
hq-policy-column-from = 金额
hq-policy-column-from-points = 分数
hq-policy-column-grade = 等级
hq-policy-column-group = 组
hq-policy-column-hint = 拍摄要求
hq-policy-column-holidays = 放假
hq-policy-column-incident = 情形
hq-policy-column-instead = 不同之处
hq-policy-column-keywords = 用词
hq-policy-column-kind = 工单类型
hq-policy-column-law = 适用法律
hq-policy-column-least = 最低
hq-policy-column-make-up-days = 调休上班
hq-policy-column-meaning = 含义
hq-policy-column-measure = 办法
hq-policy-column-need = 材料
hq-policy-column-offered = 可以拍
hq-policy-column-outcome = 结果
hq-policy-column-pauses = 暂停
hq-policy-column-place = 用在
hq-policy-column-playbook = 处理步骤
hq-policy-column-points = 分数
hq-policy-column-priority = 优先级
hq-policy-column-proof = 证明
hq-policy-column-question = 要问清
hq-policy-column-reason = 原因
hq-policy-column-reckoned = 怎样计算
hq-policy-column-region = 地区
hq-policy-column-reminders = 提醒
hq-policy-column-required = 必须拍
hq-policy-column-role = 谁可以批
hq-policy-column-scheme = 分类方法
hq-policy-column-second-person = 第二人
hq-policy-column-service = 服务
hq-policy-column-shape = 样子
hq-policy-column-shortcut = 简码
hq-policy-column-slot = 拍摄位
hq-policy-column-source = 出处
hq-policy-column-stage = 环节
hq-policy-column-standing = 状态
hq-policy-column-steps = 步骤
hq-policy-column-sure = 只此一家
hq-policy-column-target = 目标
hq-policy-column-term = 时限
hq-policy-column-threshold = 界限
hq-policy-column-told = 是否告知
hq-policy-column-unit = 责任部门
hq-policy-column-used-for = 用于
hq-policy-column-waiver = 理由
hq-policy-column-way = 方式
hq-policy-column-what = 事项
hq-policy-column-when = 什么时候
hq-policy-column-who = 谁
hq-policy-column-whose = 谁的规定
hq-policy-column-why = 原因
hq-policy-column-words = 文字
hq-policy-column-year = 年份

## 调查、任务、定责

hq-investigation-none = 还没有记录
hq-tasks-open = { $count } 项未完成
hq-task-given = 总部交办给{ $to }
hq-task-set = 网点交给{ $to }
hq-task-open = { $by }
hq-task-late = { $by },已逾期
hq-task-answered = 已答复
hq-task-answered-late = 逾期答复
hq-evidence-noted = 证据
hq-evidence-photo = 附照片
hq-evidence-overwritten = { $day }将被覆盖
hq-adjudication = 定责
hq-give-task = 交办任务
hq-task-to = 交给
hq-task-to-whom = 请选由谁来办
hq-task-to-branch = 网点 { $branch } { $code }
hq-task-elsewhere = 对方网点只看到工单号、运单号和您写的内容,看不到姓名、电话和照片。
hq-task-contents-hint = 包裹里是什么,方便对方查找。
hq-task-due = 最后一天
hq-task-due-example = 如 2026-11-25
hq-task-words-hint = 工单所在的网点能看到。
hq-task-words-elsewhere = 两个网点都能看到,请不要写姓名。
hq-adjudicate = 定责
hq-adjudicate-go = 记下定责
hq-adjudicate-whom = 请选责任部门
hq-adjudicate-finding = 依据的结论
hq-adjudicate-no-finding = 不依据结论
hq-question-open = 未答
hq-investigation-ticket-changed = 这张工单有了新的内容,刚才的没有写入。请看过窗口后面的内容,再提交一次。
hq-investigation-ticket-finished = 工单已办结,不再交办
hq-investigation-ticket-forgotten = 客户信息已删除,不能再写
hq-investigation-ticket-key-missing = 工单的密钥还没有送到
hq-investigation-merged-away = 这张工单已并入另一张,请写在那一张上
hq-investigation-practice = 这是练习工单
hq-investigation-no-such-person = 这个人已不在该网点
hq-investigation-no-such-unit = 现行规则里没有这个部门
hq-investigation-no-such-branch = 这个网点不在您负责的范围内
hq-investigation-no-such-finding = 这条结论已不在
hq-investigation-unknown-word = 现行规则里没有这个选项,请刷新页面
hq-failure-day-passed = 这一天已经过了

## Accounts, one's own account, the audit log

hq-nav-staff = 管理
hq-nav-accounts = 账号
hq-nav-audit = 审计记录
hq-own = 我的账号
hq-role-auditor = 审计员
hq-settle-password = 请先设置自己的密码
hq-settle-password-more = { $account } 现在的密码是别人交给您的。设好自己的密码之后才能继续。
hq-settle-step = 请先设置两步验证
hq-settle-step-more = { $account } 的角色需要两步验证。设好之后才能继续。
hq-password-now = 现在的密码
hq-password-new = 新密码
hq-password-again = 再输一遍新密码
hq-password-hint = 至少 10 个字符
hq-password-unlike = 两次输入的不一样
hq-password-change = 修改密码
hq-password-changed = 密码已修改,其他地方的登录都已退出
hq-step = 两步验证
hq-step-on = 已开启
hq-step-missing = 未设置
hq-step-none = 还没有设置。登录时只用密码。
hq-step-since = { $when } 起登录时要手机上的验证码。还剩 { $codes } 个备用码。
hq-step-due = 这个账号的角色需要两步验证,请在 { $when } 前设好
hq-step-why = 登录时除了密码,还要手机验证器上的 6 位数字。密码被人知道了也进不来。
hq-step-replace = 换手机时在这里重新设置。旧的验证码和备用码随即失效。
hq-step-begin = 设置两步验证
hq-step-begin-again = 重新设置
hq-step-scan = 用手机上的验证器扫这个二维码
hq-step-typed = 扫不了就手动输入:
hq-step-code = 验证码
hq-step-code-hint = 验证器上显示的 6 位数字
hq-step-code-lost = 验证器上的 6 位数字;手机不在身边就输入一个备用码
hq-step-code-old = 现在的验证码或一个备用码
hq-step-confirm = 确认
hq-step-done = 两步验证已开启
hq-step-codes-once = 下面 10 个备用码只显示这一次。
hq-step-codes-more = 每个备用码能代替一次验证码。请抄下来或打印出来,和手机分开保存。
hq-step-codes-noted = 已记下
hq-step-for = { $account } 的密码正确
hq-step-other = 换一个账号
hq-sessions = 已登录的地方
hq-session-line = { $began } 登录,最近使用 { $used }
hq-session-this = 这里
hq-session-end = 退出那里
hq-accounts-shown =
    { $closed ->
        [0] 共 { $count } 个
       *[other] 共 { $count } 个,另有 { $closed } 个已停用
    }
hq-accounts-none = 还没有账号
hq-accounts-none-more = 您所在单位及其下级的账号会显示在这里。
hq-col-unit = 单位
hq-col-roles = 角色
hq-col-signed-in = 最近登录
hq-signed-in-never = 从未
hq-account-add = 新建账号
hq-account-change = 修改
hq-account-own = 您自己
hq-account-open = 正常
hq-account-new = 待改密码
hq-account-closed = 已停用
hq-account-locked = 锁定到 { $when }
hq-account-name-hint = 登录时输入的名字,如 wu.lei
hq-account-unit-hint = 能看到这个单位及其下级的工单
hq-account-save = 保存
hq-account-unlock = 解除锁定
hq-account-password = 给一个新密码
hq-account-step-off = 取消两步验证
hq-account-close = 停用
hq-account-close-sure = 停用后立即退出,审计记录保留。
hq-account-close-yes = 确定停用
hq-account-reopen = 重新启用
hq-roles-hint = 只能给您自己有的角色,期限也不能比您自己的长。日期可以不填。
hq-role-days = { $role }({ $from } 至 { $until })
hq-role-from = { $role }({ $from } 起)
hq-role-until = { $role }(至 { $until })
hq-role-from-label = { $role }从哪天起
hq-role-until-label = { $role }到哪天止
hq-given = { $name } 的一次性密码
hq-given-more = 只显示这一次。请当面或打电话告诉本人,本人第一次登录时必须改掉。
hq-given-noted = 已转交
hq-audit-shown =
    { $more ->
        [yes] 已显示 { $count } 条,更早的还有
       *[no] 共 { $count } 条
    }
hq-audit-any = 全部
hq-audit-act = 做了什么
hq-audit-about = 单号、设备或账号
hq-audit-day = 日期
hq-audit-all = 清除条件
hq-audit-save = 存为 CSV
hq-audit-at = 时间
hq-audit-what = 对象
hq-audit-outcome = 结果
hq-audit-address = 来自
hq-audit-command-line = 命令行
hq-audit-nobody = (没有这个账号)
hq-audit-none = 没有符合条件的记录
hq-audit-none-more = 单号和账号要写完整。
hq-audit-empty = 还没有记录
hq-audit-empty-more = 谁看过什么、做过什么,都会记在这里,不会删除。
hq-outcome-shown = 已显示
hq-outcome-begun = 已受理
hq-outcome-done = 已完成
hq-outcome-failed = 没有做成
hq-outcome-not-found = 没有这一项,或不在范围内
hq-outcome-refused = 被拒绝
hq-act-signed-in = 登录
hq-act-sign-in-failed = 登录失败
hq-act-password-fitted = 密码正确,尚未给出验证码
hq-act-sign-in-locked = 登录被锁定
hq-act-signed-out = 退出
hq-act-session-ended = 结束自己在别处的登录
hq-act-password-changed = 修改自己的密码
hq-act-second-step-set = 设置两步验证
hq-act-recovery-code-used = 用备用码登录
hq-act-tickets-listed = 查看工单列表
hq-act-tickets-searched = 查找工单
hq-act-ticket-opened = 查看工单
hq-act-photo-opened = 查看照片
hq-act-attachment-saved = 保存附件
hq-act-claim-decided = 决定理赔
hq-act-claim-released = 复核放行
hq-act-task-given = 派任务
hq-act-fault-adjudicated = 判责
hq-act-kin-linked = 关联工单
hq-act-kin-merged = 并单
hq-act-kin-taken-back = 取消关联或并单
hq-act-aside-handled = 处理搁置的记录
hq-act-carry-over-taken-in = 收补送文件
hq-act-policy-published = 发布规则
hq-act-audit-read = 查看审计记录
hq-act-audit-exported = 导出审计记录
hq-act-account-added = 新建账号
hq-act-account-roles-changed = 修改账号角色
hq-act-account-unit-changed = 修改账号单位
hq-act-password-given = 给账号新密码
hq-act-second-step-removed = 取消账号的两步验证
hq-act-account-unlocked = 解除账号锁定
hq-act-account-closed = 停用账号
hq-act-account-opened = 启用账号
hq-act-person-added = 添加网点人员
hq-act-person-changed = 修改网点人员
hq-act-unit-added = 添加单位
hq-act-region-set = 设置所属地区
hq-act-code-offered = 发放启用码
hq-act-recovery-offered = 发放恢复码
hq-act-code-withdrawn = 收回启用码
hq-act-device-revoked = 停用设备
hq-act-release-added = 添加新版本
hq-act-release-staged = 调整新版本的发放范围
hq-act-release-paused = 暂停发放新版本
hq-act-release-withdrawn = 撤回新版本
hq-act-backup-made = 备份
hq-act-backup-restored = 恢复备份
hq-act-headquarters-moved = 总部迁移到另一数据库
hq-act-logs-exported = 导出日志
hq-act-projections-rebuilt = 重建列表
hq-act-ticket-forgotten = 遗忘客户资料
hq-failure-code-wanted = 请输入验证码
hq-failure-code-refused = 验证码不对,或者已经用过
hq-failure-password-change-wanted = 请先设置自己的密码
hq-failure-second-step-wanted = 请先设置两步验证
hq-failure-audit-unwritten = 总部暂时无法记录是谁在查看,所以不显示
    .more = 没有丢失任何资料。请稍后再试,并告诉管理员。
hq-failure-password-wrong = 现在的密码不对
hq-failure-password-short = 新密码至少要 10 个字符
hq-failure-password-same = 新密码不能和现在的一样
hq-failure-name-wanted = 账号要有 1 到 64 个字符,首尾不能有空格
hq-failure-name-taken = 已经有这个账号
hq-failure-role-unknown = 没有这个角色
hq-failure-role-not-held = 这需要您自己没有、或期限不够长的角色。请有该角色的管理员来办,或在总部的机器上用命令办理。
hq-failure-account-changed = 这个账号刚刚被别人改过,请重新查看
hq-failure-offer-over = 这个二维码 10 分钟内有效,而且只能在申请它的页面使用,请重新开始
hq-failure-roles-wanted = 请至少选一个角色
hq-failure-unit-not-held = 这个单位不在您的范围内
hq-failure-own-account = 不能修改自己的账号,请别的管理员来改
hq-failure-last-administrator = 这是最后一个能管理账号的账号,不能停用

## Codes for counters

hq-versions = 版本:
hq-counter-manage = 恢复或停用
hq-code-new = 启用新柜台
hq-code-letter = 柜台字母
hq-code-used = 已占用:{ $letters }
hq-code-name = 柜台名称
hq-code-name-hint = 不填就叫“{ $letter } 柜”
hq-code-make = 生成启用码
hq-code-given = 一次性代码,只显示这一次
hq-code-until = 在 { $when } 前有效。请在那台电脑上输入、粘贴或扫描。
hq-code-recover = 生成恢复码
hq-code-recover-why = 那台电脑坏了、重装了或密钥丢了:用恢复码让另一台接着做,原来那台从此只能补交记录。
hq-revoke = 停用这台
hq-revoke-why = 停用后这台电脑只能补交已有的记录,不能再收新的。原因会记入审计记录。
hq-revoke-reason = 停用原因
hq-codes = 还没用的启用码
hq-codes-count = { $count } 个
hq-codes-jump = 还没用的启用码 { $count } 个
hq-code-for = 用来
hq-code-for-new = 启用新柜台
hq-code-for-recovery = 接手原来的工作
hq-code-ends = 到期
hq-code-withdraw = 收回
hq-releases = 柜台程序的版本
hq-releases-others = 由能看全部单位的账号发放
hq-releases-none = 还没有发布过新版本。在总部用 counterfoil-hq release add 添加。
hq-release-stage = 发放范围
hq-release-run = 已在用
hq-release-percent = { $percent }% 的柜台
hq-release-units = 另加:{ $units }
hq-release-unit-gone = 已撤销的单位
hq-release-counters = { $count } / { $all } 个柜台
hq-release-staged = 发放中
hq-release-paused = 已暂停
hq-release-withdrawn = 已撤回
hq-release-unsigned = 签名不认识
hq-release-no-file = 文件不在总部
hq-release-file-unknown = 现在查不到文件在不在
hq-release-changed = { $when } { $account }
hq-release-restage = 调整范围
hq-release-pause = 暂停
hq-release-withdraw = 撤回
hq-release-stage-title = { $version }({ $target })发给哪些柜台
hq-release-pause-title = 暂停发放 { $version }({ $target })
hq-release-withdraw-title = 撤回 { $version }({ $target })
hq-release-percent-label = 发给多少柜台
hq-release-percent-other = 百分比
hq-release-percent-wrong = 请填 0 到 100 的整数
hq-release-about = 约 { $count } 个,共 { $all } 个柜台
hq-release-units-label = 另外全部发给这些单位
hq-release-units-hint = 一行一个,写代码或名称,可以不填
hq-release-stage-what = 范围扩大时,原来轮到的柜台仍然轮到。已经装上的柜台不会退回旧版本。
hq-release-pause-what = 还没装上的柜台不再下载,直到重新发放。已经装上的照常使用。
hq-release-withdraw-what = 这个版本从此不再发给任何柜台,不能恢复。已经装上的柜台照常使用,不会退回;要改正,请发布更高的版本。
hq-release-stage-do = 发给 { $percent }% 的柜台
hq-release-pause-do = 暂停发放
hq-release-withdraw-do = 永久撤回
hq-failure-letter-taken = 这个网点已有柜台或未用的启用码占着这个字母。请先停用或收回,或换一个字母
hq-failure-device-replaced = 它的工作已由另一台接手
hq-failure-release-taken = 已有同一版本号的另一个新版本
hq-failure-release-withdrawn = 这个新版本已撤回。请发布更高的版本
hq-failure-release-file-missing = 总部没有这个新版本的文件。请连同文件重新添加
hq-failure-release-refused = 柜台不会接受这个新版本
hq-failure-stage-wanted = 发放范围为 0% 到 100%,最多指定 200 个单位
hq-failure-unit-unknown = 没有这个单位
hq-failure-reason-wanted = 请写明原因
hq-failure-address-unknown = 总部的访问地址还没有设置,请先用 --public-address 启动一次

## Other systems

hq-nav-services = 外部系统
hq-services-shown =
    { $over ->
        [0] 共 { $count } 个
       *[other] 使用中 { $count } 个,另有 { $over } 个已到期或已停用
    }
hq-services-none = 还没有外部系统
hq-services-none-more = 热线、应用或小程序要送来工单或查询工单,在这里给它一个令牌。
hq-service = 系统
hq-service-add = 接入新系统
hq-service-make = 生成令牌
hq-service-change = 修改
hq-service-by = 由 { $account } 添加
hq-service-scopes = 权限
hq-scope-tickets-read = 查询工单
hq-scope-tickets-write = 送来工单
hq-service-branch = 默认网点
hq-service-branch-hint = 网点的 4 位代码;没有写明网点的工单归到这里
hq-service-until = 最后一天
hq-service-until-hint = 不填就一直有效
hq-service-endless = 一直有效
hq-service-used = 最近调用
hq-service-good = 有效
hq-service-ended = 已到期
hq-service-revoked = 已停用
hq-service-name-hint = 如“微信小程序”,会记入审计记录
hq-service-unit-hint = 只能查询和送来这个单位及其下级的工单
hq-service-token = { $name } 的令牌
hq-service-token-more = 只显示这一次。拿到它的人就能做这个系统能做的事,请在别人看不到的地方交给对方。
hq-service-copy = 复制
hq-service-copied = 已复制
hq-service-renew = 换一个令牌
hq-service-renew-why = 现在的令牌立即失效,对方换上新令牌之前不能工作。
hq-service-revoke = 停用
hq-service-revoke-sure = 从下一次调用起什么都不能做,不能恢复。已送来的工单保留。
hq-service-revoke-yes = 确认停用
hq-audit-service = { $name }(外部系统)
hq-act-service-added = 接入外部系统
hq-act-service-token-given = 给外部系统换令牌
hq-act-service-revoked = 停用外部系统
hq-act-ticket-taken-in = 接收工单
hq-failure-service-name-wanted = 系统名称要有 1 到 40 个字符,首尾不能有空格
hq-failure-scope-wanted = 请至少选一项权限
hq-failure-branch-unknown = 没有这个代码的网点
hq-failure-branch-outside = 这个网点不在所选单位之内
hq-failure-end-over = 最后一天已经过了
hq-failure-letter-own = 这个字母是总部在这个网点自己用的,请换一个
## 告知其他系统

hq-nav-webhooks = 消息推送
hq-webhooks-shown =
    { $failing ->
        [0] 共 { $count } 个
       *[other] 共 { $count } 个,其中 { $failing } 个推送失败
    }
hq-webhooks-none = 还没有向其他系统推送
hq-webhooks-none-more = 工单有变化时,可以通知其他系统(例如 CRM)。只发工单编号等信息,不含客户资料。
hq-webhook-add = 新增推送
hq-webhook-system = 接收系统
hq-webhook-hears = 范围
hq-webhook-delivered = 上次送达
hq-webhook-never = 从未
hq-webhook-waiting = 待送
hq-webhook-given-up = 已放弃
hq-webhook-made = 添加
hq-webhook-kinds =
    { $all ->
        [yes] 全部消息
       *[no] { $count } 种消息
    }
hq-since = { $when } 起
hq-webhook-is-good = 正常
hq-webhook-is-new = 还没推送过
hq-webhook-is-failing = 失败
hq-webhook-is-paused = 已暂停
hq-webhook-is-gone = 对方已停收
hq-webhook-name = 名称
hq-webhook-name-hint = 接收方的系统,例如 CRM
hq-webhook-url = 地址
hq-webhook-url-hint = 以 https:// 开头;只有本机可以用 http
hq-webhook-unit-hint = 推送这个单位及其下级的工单,以后不能更改
hq-webhook-what = 推送内容
hq-webhook-everything = 全部
hq-webhook-thin = 只发工单的编号、类型、分类和状态,其余内容由接收方再向总部查询。
hq-webhook-secret = { $name } 的密钥
hq-webhook-secret-once = 只显示这一次
hq-webhook-secret-more = 接收方用它核对消息确实来自总部。请只交给维护接收系统的人。
hq-webhook-secret-renewed = 一天之内消息同时用新旧两个密钥签名,更换期间不会漏收。
hq-webhook-secret-noted = 已交付
hq-webhook-copy = 复制
hq-webhook-copied = 已复制
hq-webhook-ping = 发送测试
hq-webhook-pinged = 测试已发出,结果稍后显示在下面。
hq-webhook-pause = 暂停
hq-webhook-resume = 恢复推送
hq-webhook-renew = 更换密钥
hq-webhook-renew-sure = 将生成新密钥,旧密钥一天之内仍同时用于签名。
hq-webhook-renew-yes = 更换
hq-webhook-remove = 删除
hq-webhook-remove-sure = 删除后不再推送,推送记录也一并删除,不能撤回。
hq-webhook-remove-yes = 确认删除
hq-webhook-leave = 取消
hq-webhook-gone = 接收方表示不再接收(HTTP 410)
hq-webhook-gone-more = 推送已暂停。对方处理好后请恢复推送,期间发生的会补发。
hq-webhook-paused-since = { $when } 起暂停
hq-webhook-paused-more = 期间发生的,恢复后会补发。
hq-webhook-failing-since = { $when } 起推送失败
hq-webhook-failing-more = 每条消息会重试约三天,之后放弃。消息不会丢:已放弃的可以在下面重新发送。
hq-webhook-former = 旧密钥
hq-webhook-former-until = { $when } 前有效
hq-webhook-not-here = 这个推送已经不在了
hq-webhook-try-all = 重发已放弃的 { $count } 条
hq-webhook-tried-again = 正在重发 { $count } 条。
hq-deliveries = 推送记录
hq-deliveries-none = 还没有发送过
hq-deliveries-none-more = 从添加时起发生的才会推送。可以先发送测试,看看能否送达。
hq-deliveries-none-so = 没有这种状况的消息
hq-delivery-all = 全部
hq-delivery-waiting = 待送
hq-delivery-delivered = 已送达
hq-delivery-given-up = 已放弃
hq-delivery-made = 时间
hq-delivery-news = 消息
hq-delivery-last = 最近一次
hq-delivery-open = 每次发送
hq-delivery-tries = 发送 { $count } 次
hq-delivery-untried = 还没发送
hq-delivery-again = { $when } 再试
hq-delivery-try = 立即重发
hq-delivery-every-try = 每次发送
hq-delivery-body = 发送内容
hq-try-timeout = 10 秒内没有应答
hq-try-refused = 对方没有开放端口
hq-try-tls = 无法建立加密连接
hq-try-dns = 找不到域名
hq-try-lost = 连接中断
hq-news-ping = 测试
hq-news-ticket-opened = 受理
hq-news-ticket-amended = 更正
hq-news-ticket-promise-made = 新的承诺
hq-news-ticket-status-changed = 状态变更
hq-news-ticket-closed = 归档
hq-news-ticket-merged = 并单
hq-news-ticket-appealed = 申诉转来
hq-news-ticket-rated = 客户评价
hq-news-ticket-forgotten = 客户资料已遗忘
hq-news-claim-assessed = 核定赔付
hq-news-claim-decided = 理赔审定
hq-news-claim-released = 复核放行
hq-news-claim-paid = 赔付
hq-news-claim-payment-corrected = 更正赔付
hq-act-webhook-added = 新增消息推送
hq-act-webhook-changed = 更改消息推送
hq-act-webhook-secret-renewed = 更换推送密钥
hq-act-webhook-removed = 删除消息推送
hq-act-webhook-tried = 向推送地址发送
hq-failure-webhook-name-wanted = 名称为 1 至 60 个字
hq-failure-webhook-kinds-wanted = 请至少选择一种消息
hq-failure-webhooks-too-many = 已有 100 个推送,请先删除一个
hq-failure-webhook-address-unreadable = 这不是网址,应以 https:// 开头
hq-failure-webhook-address-long = 网址太长
hq-failure-webhook-address-not-encrypted = 网址须以 https 开头;只有本机可以用 http
hq-failure-webhook-address-credentials = 网址里不要写用户名和密码
hq-failure-webhook-address-fragment = 网址里不要写 # 后面的内容
hq-failure-webhook-address-no-receiver = 这个地址不会有接收方
