# The words of the counter's screens. Short, polite, no jargon. An error says what happened, what is safe, what to do next.

## Everywhere

close = 关闭
cancel = 取消
undo = 撤销
try-again = 再试一次
loading = 正在读取…
opening = 正在打开
optional = 可不填
# What stands between two sentences.
sentence-gap = {""}
list-comma = 、
skip-to-screen = 跳到正文

## Time

time-today = 今天
time-tomorrow = 明天
time-yesterday = 昨天
time-just-now = 刚刚
time-minutes-ago = { $count } 分钟前
time-date = { $month } 月 { $day } 日 { $weekday }
time-date-year = { $year } 年 { $month } 月 { $day } 日 { $weekday }
time-moment = { $day } { $clock }
time-by-day =
    { $when ->
        [today] 今天内
       *[other] { $day }前
    }
time-by-moment = { $day } { $clock } 前
time-left =
    { $unit ->
        [minutes] 还剩 { $count } 分钟
        [hours] 还剩 { $count } 小时
       *[days] 还剩 { $count } 天
    }
time-late =
    { $unit ->
        [minutes] 已超时 { $count } 分钟
        [hours] 已超时 { $count } 小时
       *[days] 已超时 { $count } 天
    }

## The frame

nav-label = 主要页面
nav-intake = 受理
nav-board = 看板
nav-search = 查找
nav-day = 日结
nav-settings = 设置
nav-keys = 快捷键
nav-overdue = { $count } 件已超时
header-place = { $branch } · { $counter }
find-label = 查找工单
find-placeholder = 扫描即填,或输入单号、姓名查找
find-last = 刚扫到 { $scan }
practice-title = 练习中
practice-words = 这里的工单不算数,不送总部,纸上印有「演练」。
guide-title = 开张前的准备
guide-left = 还有 { $count } 步
guide-all-done = 都准备好了
guide-close = 收起
guide-open = 再看一遍开张前的准备
guide-done = 已完成
guide-to-do = 还没做
guide-go = 去做
guide-enrolment = 启用这个柜台
    .more = 用总部给的启用码。
guide-printer = 打印一张测试页
    .more = 看看中文、条码和宽度对不对,纸够不够。
guide-scanner = 扫一个条码
    .more = 停在这一页,扫任意快递面单。
guide-camera = 试拍一张
    .more = 试拍的照片不会保存。没有摄像头可以跳过。
guide-people = 每人设一个 PIN
    .more = 设了以后,没人在时柜台会自动锁上。
guide-practice = 练习受理一张工单
    .more = 练习的内容不送总部,也不计入日结。
practice-end = 结束练习
practice-enrol = 正式启用
revoked-title = 总部已停用这个柜台
revoked-words = 不能再受理新工单。已有的工单 24 小时内仍可查看和打印,还没确认的会继续送达。请联系总部重新启用。

## Kinds, statuses, actions

kind-enquiry = 咨询
kind-trace = 查询
kind-complaint = 投诉
kind-suggestion = 建议
kind-claim = 理赔

status-registered = 已受理
status-investigating = 核查中
status-waiting-for-customer = 等客户
status-proposed = 待告知
status-agreed = 已同意
status-settled = 已办结
status-answered = 已答复
status-declined = 不予受理
status-withdrawn = 已撤回
status-closed = 已关闭

action-words = 说明
action-answer = 答复
    .words = 怎么答复的
action-investigate = 开始核查
action-ask-customer = 请客户补充
    .words = 需要客户补充什么
action-customer-replied = 客户已补充
    .words = 客户补充了什么
action-propose = 提出方案
    .words = 方案是什么
action-accept = 客户同意
action-refuse = 客户不同意
    .words = 客户怎么说
action-settle = 已办妥
    .words = 怎么办妥的
action-decline = 不予受理
    .words = 原因,客户会看到
action-withdraw = 客户撤回
    .words = 客户怎么说
action-close = 关闭
action-reopen = 重新办理
    .words = 为什么重新办理

acted-answer = 已答复客户
acted-investigate = 开始核查
acted-ask-customer = 请客户补充
acted-customer-replied = 客户已补充
acted-propose = 提出了方案
acted-accept = 客户同意
acted-refuse = 客户不同意
acted-settle = 已办妥
acted-decline = 不予受理
acted-withdraw = 客户撤回
acted-close = 关闭工单
acted-reopen = 重新办理

## Keys

keys-title = 快捷键
keys-place-everywhere = 任何地方
keys-place-intake = 受理
keys-place-list = 列表
keys-place-ticket = 工单
keys-place-photo = 照片
keys-scan-note = 扫描枪随时可用:光标停在哪里都不要紧,填到一半的字会原样保留。
key-new-ticket = 下一位客户
key-board = 看板
key-search = 查找
key-day = 日结
key-settings = 设置
key-leave = 离开柜台、换人
key-customer-window = 打开或关闭客户屏
key-palette = 找任何功能
key-help = 快捷键一览
key-back = 退一步
key-phrases = 在长文字里选常用语
key-undo = 撤销刚才那步
key-kind = 选类型
key-go-on = 下一项
key-line-break = 换行
key-waybill = 到运单号
key-add-photo = 拍照或添加照片
key-accept-suggestion = 采用建议的事由
key-read-back = 念给客户核对
key-save-and-print = 保存并打印
key-save = 只保存
key-row = 上一条、下一条
key-open-row = 打开
key-reprint = 打印副本
key-sign = 客户签名
key-correct = 更正工单
key-weigh = 判断优先级和风险
key-kin = 关联另一张工单
key-claim-proof = 登记材料
key-claim-assess = 核算
key-claim-decision = 看总部决定
key-claim-pay = 付款
key-claim-contact = 记一次联系
key-mark-arrow = 画箭头
key-mark-ring = 画圈
key-mark-blur = 遮挡
key-mark-place = 在中间放一个
key-mark-move = 移动标注;没选中时换照片
key-mark-stretch = 改大小
key-mark-remove = 删除标注
key-mark-undo = 撤销
key-marks-save = 保存标注
key-marks-hide = 看原图
key-photos-beside = 两张并排比较
key-photo-step = 上一张、下一张

palette-title = 找任何功能
palette-placeholder = 功能、草稿、单号、姓名…
palette-nothing = 没有找到。可以试试单号的后几位。
palette-keys = 功能
palette-drafts = 草稿
palette-tickets = 工单
palette-look = 显示
palette-draft = 接着写:{ $who }
palette-screen-zh = 界面改为中文
palette-screen-en = Switch the screen to English
palette-theme = 外观:{ $theme }

## Intake

intake-kind = 类型
intake-save-print = 保存并打印
intake-save = 只保存
intake-none = 这里还没有草稿。
intake-revoked = 这个柜台不能受理新工单
    .more = 已有的工单仍可查找和打印。
drafts = 草稿
drafts-more = 另有 { $count } 份
drafts-fewer = 收起
draft-nameless = 未填姓名
draft-discard = 放弃草稿
draft-discarded = 草稿已放弃

part-parcel = 快件
part-who = 谁
part-story = 怎么了
part-photos = 照片

field-waybill = 运单号
field-waybill-example = 扫描或输入
field-carrier = 快递公司
field-posted-on = 寄件日期
field-promised-on = 承诺送达日期
field-date-example = 如 11-14
field-last-status = 最后状态
field-last-status-from = 状态从哪里得知
field-last-status-at = 何时的状态
field-moment-example = 如 11-20 16:20
field-channel = 来源
field-answer-by = 答复方式
field-role = 来的人
field-name = 姓名
field-phone = 电话
field-party-name = { $who }姓名
field-party-phone = { $who }电话
field-party-address = { $who }地址
field-other-contact = 其他联系方式
field-category-group = 事由
field-category = { $group }的细类
field-story = 客户怎么说
field-demands = 客户要求
field-demand-text = 要求的原话
field-freight = 运费(元)
field-insured = 保价金额(元)
field-declared = 声明价值(元)
field-claimed = 要求赔偿(元)
field-items-kept = 留下的物品
not-asked = 未问
who-more = 更多:地址、其他联系方式、状态来源
who-more-short = 更多
parcel-carrier-none = 不确定
parcel-carrier-maybe = 可能是{ $name }

label-says = 面单上是
label-use = 填入
label-use-instead = 改用这个
label-use-this = 填入 { $waybill }
label-differs = 和面单不一样,面单上是
label-read = 从照片读单号
label-reading = 正在读照片上的单号…
label-nothing = 照片上没有读到单号
label-failed = 照片没有读成,单号可以扫描或手填
same-waybill =
    { $count ->
        [1] 这个运单 { $when } 已有一条{ $kind },可以继续受理
       *[other] 这个运单已有 { $count } 条记录,最近是 { $when } 的{ $kind },可以继续受理
    }
same-waybill-look = 看一下

photos-owed = 还差 { $owed } 项
photos-complete = 不差了
photos-taken = 已有 { $taken } 项
photos-how = 点选、拖入、粘贴都可以
photos-pick = 选择照片或文件
photo-removed = 照片已移除
photo-added = 照片已加入
attachment-removed = 附件已移除
attachment-added = 附件已加入
attachment-pdf = PDF
attachment-video = 视频
attachment-file = 文件
attachment-size = { $megabytes } MB
attachment-save = 保存副本
attachment-save-of = 保存副本:{ $name }
attachment-saved = 已存为 { $path }
attachment-unopened = 附件按原样保存,这里不打开。
slot-taken = 已拍
slot-taken-many = { $count } 张
slot-attached = { $kind } { $size }
slot-owed = 还差
slot-optional = 可不拍
slot-skipped = 不拍:{ $reason }
slot-busy = 正在处理…
slot-remove = 移除照片:{ $name }
slot-skip = 不拍的原因:{ $name }
slot-skip-short = 不拍

camera-title = 拍照
camera-open = 用摄像头拍
camera-close = 关闭摄像头
camera-picture = 摄像头画面
camera-starting = 正在打开摄像头…
camera-which = 选择摄像头
camera-nameless = 摄像头 { $number }
camera-size = { $width } × { $height }
camera-shoot = 拍照
camera-of = 必拍 { $required } 项,已办 { $settled } 项
camera-after = 下一项:{ $name }
camera-kept = 已拍:{ $name }
camera-again = 重拍
camera-none-yet = 拍好的照片会显示在这里。
camera-no-slot = 这张工单没有要拍的照片。
camera-missed = 这一张没有拍到,前面拍的都在。请再拍一次。
camera-file = 选文件
camera-safe = 已拍的都在。
camera-or-file = 也可以选文件。
camera-unsupported = 这台电脑上不能直接拍照
    .next = 请选文件、拖入或粘贴照片。
camera-missing = 没有找到摄像头
    .next = 请插好摄像头,再试一次。
camera-refused = 系统不允许使用摄像头
    .next = 请在系统设置里允许本程序使用摄像头,再试一次。
camera-busy = 摄像头正被别的程序占用
    .next = 请关掉那个程序,再试一次。
camera-lost = 摄像头断开了
    .next = 重新插好后会自动接上。
camera-failed = 摄像头打不开
    .next = 请拔下再插上,然后再试一次。

slip-title = 受理回执
slip-size = 纸张
slip-language = 纸上语言
slip-page = 受理回执,第 { $page } 页,共 { $pages } 页
slip-turn = 翻页
slip-before = 上一页
slip-after = 下一页
slip-at = 第 { $page } 页,共 { $pages } 页
slip-empty = 回执会在这里边填边成。
slip-failed = 回执暂时画不出来,填写不受影响
slip-substituted = 这些字打印机没有,纸上会印成〓:{ $characters }
paper-a4 = A4
paper-a5 = A5
paper-roll80 = 80 毫米
paper-roll58 = 58 毫米
paper-language-zh = 中
paper-language-en = EN
paper-language-both = 中 + EN

done-title = 已保存
done-printing = 正在打印回执…
done-printed =
    { $copy ->
        [0] 回执已打印:{ $printer }
       *[other] 副本已打印:{ $printer }
    }
done-saved-as-file = 没有打印机,回执已存成文件并打开
    .more = 工单上会写明「未打印」。接好打印机后,可以在工单里打印。
done-not-printed = 工单已保存,回执没有打印出来
done-safe = 工单已经存好,不会丢。
done-no-print-wanted = 已保存,没有打印回执
done-next = 下一位客户
done-open = 看这张工单
done-print = 打印回执
done-print-again = 再打印一次
done-delivery = 总部确认后,状态栏会显示。

## Problems at a field; what blocks saving

problem-other = 这一项需要再看一下({ $code })。
problem-name-missing = 请填姓名。
problem-contact-missing = 请留电话或其他联系方式,以便答复。
problem-category-missing = 请选一个事由。
problem-story-missing = 请记下客户怎么说。
problem-text-too-long = 字数太多,请控制在三万字以内。
problem-not-an-amount = 请填数字,如 1500 或 23.50。
problem-money-negative = 金额不能是负数。
problem-money-below-fen = 金额最多两位小数。
problem-money-too-large = 金额太大,请核对。
problem-not-a-date = 请填日期,如 11-14。
problem-missing = 请填这一项。
problem-not-a-number = 请填整数。
problem-moment = 没认出时间,可写成 16:20 或 11-20 16:20。
problem-date = 没认出日期,可写成 11-14 或 2026-11-14。
problem-words-needed = 请先写几个字。

## Hints at a field; never in the way

hint-other = 请再核对一下。
hint-waybill-too-short = 比一般运单号短,请核对,或再扫一次。
hint-waybill-too-long = 比一般运单号长,请核对。
hint-waybill-strange-character = 有运单号里少见的字符,请核对。
hint-waybill-s10-check-digit = 校验位不符,可能有一位输错了。
hint-waybill-no-pattern = 不像已知快递公司的运单号,可以照常受理。
hint-phone-unassigned-mobile = 这个号段少见,请向客户核对。
hint-phone-unusual-abroad = 港澳台号码一般不是这样,请核对。
hint-phone-unusual-shape = 不像常见的电话号码,请核对。
hint-claimed-not-said = 没说可空着

## Board

board-overdue = 已超时
board-due-today = 今天到期
board-to-be-told = 待告知客户
board-waiting-customer = 等客户
board-waiting-headquarters = 等总部
board-recent = 最近
board-how = 换列表
board-empty = 还没有工单
    .more = 保存的工单排在这里,最早到期的在前。
board-none-overdue = 没有超时的工单
board-none-due-today = 今天没有到期的工单
board-none-to-be-told = 没有待告知客户的结果
board-none-waiting-customer = 没有在等客户的工单
board-none-waiting-headquarters = 没有在等总部的工单
board-none-recent = 最近没有别的工单
list-more = 再看 { $count } 条
row-merged = 已并入另一单
row-conflict = 有出入
row-not-printed = 未打印
row-photos = 证据 { $count } 项
row-delivered = 总部已确认
row-waiting = 待总部确认
row-opened = 受理时间
who-nameless = 未留姓名
no-waybill = 无运单

## Search

search-label = 查找工单
search-placeholder = 单号、运单号、电话后四位、姓名、原话里的词
search-empty = 想找哪张工单?
    .more = 单号、运单号、电话后四位、姓名,或者原话里的几个字都行。也可以直接扫描。
search-nothing = 没有找到「{ $query }」
    .more = 可以少输几个字,或换成电话后四位。别的网点的工单不在这里。
search-found = 找到的工单
search-count = 找到 { $count } 条

## What is to be done, by the step of a promise

due-answer-enquiry = 答复咨询
due-first-feedback = 首次反馈方案和进度
due-answer-trace = 告知查询结果
due-answer-suggestion = 告知采纳情况
due-reply = 答复处理结果
due-law-7-days = 依法处理并告知
due-settle = 办结赔偿
due-acknowledge = 当场受理并出具回执
due-forward = 转责任部门
due-claim-answer = 答复索赔申请
due-claim-proposal = 提出赔偿方案
due-inquiry-answer = 答复邮件查询
due-total-delay = 彻底延误期限
due-pay = 支付赔款
due-return = 办理退换货
due-appeal-report = 向邮政管理部门反馈
due-answer-reopened = 重新处理并答复

## Ticket

ticket-kind = 类型
ticket-practice = 练习
ticket-told = 客户所说
ticket-evidence = 证据
ticket-story = 经过
ticket-promises = 接下来
ticket-documents = 单据
ticket-actions = 可以办理
ticket-notes = 备注
ticket-forgotten = 这张工单的个人信息已按规定删除
    .more = 类型、金额和经过仍保留,姓名、电话、原话和照片已经没有了。
corrected = 已更正
converted = 已改为{ $kind ->
        [enquiry] { kind-enquiry }
        [trace] { kind-trace }
        [complaint] { kind-complaint }
        [suggestion] { kind-suggestion }
       *[claim] { kind-claim }
    }
delivered-yes = 总部已全部确认
delivered-no = 还有内容待总部确认
promise-provisional = 暂定,以公布的放假安排为准
clock-paused = 等客户答复,自 { $at } 起暂停
clock-met = { $at } 已办
clock-met-late = { $at } 才办,已超时
clock-reached = 可按丢失处理
clock-ours = 内部时限 { $count } 项
clock-after-holiday = 末日不是工作日;下一个工作日{ $day },仅供参考
clock-reminds = 已用时 { $percent }%,提醒{ $roles }
clock-and = 、
story-more = 展开全文({ $count } 字)
story-less = 收起

evidence-note = { $count } 张,总部已确认 { $confirmed } 张
evidence-note-attachments = 附件 { $count } 个,总部已确认 { $confirmed }
evidence-none = 还没有照片
evidence-open = 放大:{ $name }
evidence-confirmed = 总部已确认
evidence-waiting = 待总部确认
evidence-practice = 练习,不送总部
evidence-absent = 照片不在这台电脑上
evidence-owed = 还差:{ $slots }
evidence-skipped = 不拍:{ $slots }
evidence-add = 添加照片或文件
evidence-slot = 拍的是什么
evidence-size = { $kilobytes } KB
evidence-marked = 标注 { $count } 处

photo-desk = { $name }(第 { $at } 张,共 { $count } 张)
photo-place = { $at } · { $name } · { $when }
photo-left = 左边的照片
photo-right = 右边的照片
photo-previous = 上一张
photo-next = 下一张
photos-beside = 并排比较
marks-tools = 标注工具
mark-arrow = 箭头
mark-ring = 圈
mark-blur = 遮挡
mark-other = 标注
mark-name = { $shape } { $at }
mark-undo = 撤销
mark-remove = 删除
marks-hide = 看原图
marks-original = 这是原图,不带标注
marks-how = 在照片上拖动就能画。用键盘:按 A、R、B 选工具,回车放一个,方向键移动,Shift 加方向键改大小。
marks-none = 没有标注
marks-by = 标注 { $count } 处 · { $who } · { $when }
marks-unsaved = 标注还没有保存,原图不会改动
marks-full = 一张照片最多标注 50 处。
marks-save = 保存标注
marks-save-and-go = 保存并继续
marks-discard = 放弃改动
marks-saved = 标注已保存,原图没有动

print-none = 回执还没有打印
print-look = 有一次打印不知道结果
    .more = 请看看打印机。再打印的一份会标「副本」。
print-name =
    { $copy ->
        [0] { $document }
       *[other] { $document } · 副本 { $copy }
    }
document-custody_tag = 留存物品牌
document-receipt = 受理回执
document-claim_form = 索赔申告单
document-screening = 受理初审说明
document-evidence = 证据材料册
document-proposal = 赔付方案
document-decision = 处理决定书
document-refusal = 不予赔付说明
document-voucher = 赔付单
document-satisfaction = 服务评价表
document-visit = 上门走访单
document-waiting_list = 待办清单
document-hand_over_list = 交接班清单
document-daily_summary = 日结单
document-notice = 服务与赔偿公示
document-test_page = 打印测试页
printed-instead = { $failed }:{ $why }。改由 { $printer } 打印了。
printed-elsewhere = { $instead }
paper-printed =
    { $copy ->
        [0] { $document }已打印
       *[other] { $document }副本 { $copy } 已打印
    }
paper-saved = 没有打印机,{ $document }已存成 PDF
paper-not-shown = 这份单据现在打不开
print-this = 打印
print-others = 其他单据
print-first = 打印回执
print-again = 打印副本
print-outcome-open = 结果不明
print-outcome-printed = 已打印
print-outcome-saved = 存为文件,未打印
print-outcome-failed = 未打印

notes-none = 只给同事看,不会印出来
note-label = 备注
note-placeholder = 写给同事的话,不会印出来
note-how = Ctrl 加回车添加
note-add = 添加备注
note-added = 备注已添加
note-sealed = 这条备注已经不能读取

conflicts-title =
    { $count ->
        [1] 有一处说法不一致,两边都保留着,请核实
       *[other] 有 { $count } 处说法不一致,两边都保留着,请核实
    }
conflict-not-applied = 没有生效:当时的状态不允许
conflict-empty = (空)
conflict-stands = 现在用的
conflict-choose = 改用这个
conflict-keep = 保持不变
conflict-noted = 知道了
conflict-circle = 互相并入
conflict-circle-undone = 两边同时并入了对方。并入 { $number } 没有生效,这张继续办理
conflict-circle-stands = 两边同时并入了对方。这张并入 { $number },那张没有并过来,继续办理
conflict-circle-back = 撤回这次并入

story-counter = 柜台
story-headquarters = 总部
story-confirmed = 总部已确认
story-not-applied = 没有生效
story-empty = 还没有记录。
story-unknown = 新版本的记录:{ $kind }
story-TicketOpened = 受理
story-TicketAmended = 更正{ $field }
story-PromiseMade = 更新了承诺时间
story-moved-became = 因为工单改了类型或事由
story-moved-rules = 因为公布了新的规则或节假日安排
story-PhotoAdded = 加入照片 { $slot }
story-attached = 加入附件 { $slot }({ $kind })
story-weighed-priority = 优先级判断为{ $priority }
story-weighed-grade = 风险判断为{ $grade }
story-MatterSorted =
    { $answered ->
        [accepted] 按建议归类:{ $category }
        [overridden] 未按建议,归类为:{ $category }
       *[other] 归类为:{ $category }
    }
story-TicketLinked = { $kin } { $number }
story-TicketMerged = 并入 { $number } 继续办理
story-SlotSkipped = 不拍 { $slot }:{ $reason }
story-NoteAdded = 写了备注
story-ActionTaken = 办理
story-Retracted = 撤销了一项
story-PrintStarted =
    { $copy ->
        [0] 打印回执({ $paper })
       *[other] 打印副本 { $copy }({ $paper })
    }
story-PrintEnded = 打印结果:{ $outcome }
story-SignatureGiven = { $name }({ $role })签了{ $document }
story-PhotoAnnotated =
    { $marks ->
        [0] 去掉了{ $slot }上的标注
       *[other] 在{ $slot }上标注了 { $marks } 处
    }
story-CustodyTaken = 留下物品,标签 { $tag }
story-CustodyReleased =
    { $to ->
        [customer] 物品交还客户
        [recipient] 物品交给收件人
        [headquarters] 物品转交总部
        [destroyed] 物品按约定销毁
       *[other] 物品已取走
    }
story-TicketForgotten = 按规定删除了个人信息
story-DecisionMade =
    { $amount ->
        [none] 总部决定:{ $verdict }
       *[other] 总部决定:{ $verdict } { $amount }
    }
story-DecisionReleased = 第二人复核放行了决定
story-ProofNoted =
    { $standing ->
        [given] 收到{ $proof }
        [owed] { $proof }以后补
        [waived] 不要求{ $proof }
       *[other] 登记了{ $proof }
    }
story-AssessmentMade = 核算为 { $amount }
story-PaymentMade = 付款 { $amount },赔付单 { $voucher }
story-ContactMade = 联系客户({ $way },{ $about }):{ $contact }

amended-kind = 类型
amended-category = 事由
amended-channel = 来源
amended-answer-by = 答复方式
amended-role = 来的人
amended-demands = 客户要求
amended-claimed-fen = 要求赔偿
amended-claimed = 要求赔偿
amended-shipment = 快件
amended-last-known = 最后状态
amended-told = 客户所说

## Settings and enrolment

settings-counter = 柜台
settings-enrolment = 状态
settings-place = 网点
settings-person = 经办人
settings-keys = 密钥
settings-printer = 打印机
settings-printer-note = 单据打到哪里
settings-paper = 纸张
settings-look = 显示
settings-screen-language = 界面语言
settings-theme = 外观
settings-density = 疏密
settings-text-size = 字号
settings-sounds = 扫描提示音
settings-camera = 摄像头测试
settings-camera-note = 试拍的照片不会保存
settings-camera-test = 开始测试
settings-camera-shoot = 试拍一张
settings-camera-shot = 试拍的照片
settings-camera-told = { $width } × { $height },{ $kilobytes } KB,用时 { $milliseconds } 毫秒
settings-camera-missed = 这一张没有拍到。请再试一次。
settings-scanner = 扫描枪测试
settings-scanner-note = 停在这一页,扫任意条码
version-title = 此版本
version-none = 没有等着安装的新版本
version-fetching = 正在下载 { $version }:{ $held } / { $size } MiB
version-ready = 新版本 { $version } 可以安装
version-ready-how = 存根会退出,装好后自动再打开。
version-ready-administrator = 文件已下载并核对。这台电脑上由管理员安装。
version-which = 新版本:{ $version }
version-install = 退出并安装
version-kept = 没有安装:{ $why }
version-kept-busy = 正在保存,请稍等片刻再试
version-kept-begun = 受理单填了一半。请先登记,或另起一张,它会留在草稿里
version-kept-not-kept = 受理单上填的内容还没有存下来
version-kept-typed = 有填了还没有保存的内容
version-kept-customer = 客户屏上正有事要客户办
version-to-intake = 去受理
nav-version-ready = 新版本 { $version } 可以安装
enrolment-none = 未启用
enrolment-practice = 练习
enrolment-enrolled = 已启用
enrolment-revoked = 已被总部停用
key-store-system = 存放在系统的密钥库里
key-store-file = 存放在本机文件里。系统没有可用的密钥库,请保管好这台电脑。
theme-system = 随系统
theme-light = 浅色
theme-dark = 深色
theme-contrast = 高对比
density-normal = 标准
density-touch = 触屏
sounds-on = 开
sounds-off = 关
scan-none = 还没有扫到。扫一下试试。
scan-heard = { $characters } 个字符,间隔约 { $gap } 毫秒
scan-ending-enter = 以回车结尾
scan-ending-tab = 以制表符结尾
scan-ending-none = 没有结尾键
scan-composed = 输入法开着
scan-not-composed = 输入法没有参与
scan-dropped = 去掉 { $dropped } 个控制字符
scan-half = 只收到一半:{ $text }。请再扫一次,或手工输入。

printer-ready = 就绪
printer-busy = 正在打印
printer-stopped = 停住了
printer-none = 没有打印机
printer-unreachable = 连不上打印机
printer-unknown = 打印机状态未知
printer-with-reasons = { $state }({ $reasons })
printer-default = 系统默认打印机
    .more = 跟随这台电脑的设置
printer-is-default = 系统默认
printer-look = 重新查找
printer-test = 打印测试页
printer-test-of = 在 { $printer } 上打印测试页
printer-gone = { $printer }(找不到)
    .more = 请接好后重新查找,或另选一台。
printer-spare = 备用打印机
    .more = 打不出来时自动改用它
printer-spare-none = 不用备用打印机
printer-as-above = 同上面选的
printer-by-paper =
    { $count ->
        [0] 各种单据都用同一台
       *[other] { $count } 种单据用别的打印机
    }
notice-print = 打印服务与赔偿公示
print-journal = 打印记录
print-journal-failed = 打印记录现在打不开
print-journal-empty = 这个柜台还没有打印过
print-journal-when = 时间
print-journal-paper = 单据
print-journal-ticket = 工单
print-journal-printer = 打印机
print-journal-who = 经办人
print-journal-outcome = 结果
print-journal-file = 存为文件
print-journal-more = 只列出最近 { $count } 次。
printer-none-found = 这台电脑上没有打印机
    .more = 回执会存成文件并打开,工单上写明「未打印」。接好打印机后请重新查找。
printer-reason-media-empty = 缺纸
printer-reason-media-needed = 请放纸
printer-reason-media-low = 纸快用完
printer-reason-media-jam = 卡纸
printer-reason-toner-low = 墨粉不多
printer-reason-toner-empty = 墨粉用完
printer-reason-marker-supply-low = 墨不多
printer-reason-marker-supply-empty = 墨用完
printer-reason-door-open = 盖子开着
printer-reason-cover-open = 盖子开着
printer-reason-offline = 没有开机或没连上
printer-reason-paused = 已暂停
printer-reason-connecting-to-device = 正在连接

enrol-title = 启用这个柜台
enrol-what = 启用以后,这里受理的工单会加密存在这台电脑上,连得上网时自动送到总部,断网也照常受理。
enrol-step-ask = 请网点经理或总部给一个启用码,只能用一次。
enrol-step-enter = 扫描、粘贴或输入到下面。
enrol-step-done = 几秒钟后就可以受理第一位客户。
enrol-code = 启用码
enrol-code-hint = 启用时需要连得上总部。
enrol = 启用
enrolling = 正在启用…

recover-code = 恢复码
recover-code-hint = 请总部为这台电脑给一个恢复码。这里的工单都在,还没送达的也会继续送达。恢复时需要连得上总部。
recover = 恢复
recovering = 正在恢复…
practice-offer = 先练习
practice-offer-words = 不需要启用码。练习的工单不送总部,纸上印有「演练」。
practice-start = 开始练习

## Headquarters

sync-title = 与总部的联系
sync-unknown = 正在联系总部
    .more = 刚打开,还不知道连不连得上。照常受理。
sync-reachable = 总部已连接
    .more = 新的工单和照片会自动送达。
sync-offline = 总部暂时连不上,照常受理
    .more = 网络不通。一切都先存在这台电脑上,网络恢复后会自动送达。
sync-wrong-certificate = 对方不是总部,没有发送
    .more = 连到的地址出示了别人的证书,为了安全什么也没有发送。照常受理;请告诉总部或网管。
sync-captive-portal = 网络要求先登录
    .more = 连上的是上网登录页,不是总部。请打开浏览器完成登录。照常受理。
sync-refused = 总部没有接受连接
    .more = 连得上总部,但对方没有接受。照常受理;若一直这样,请联系总部。
sync-not-known = 总部不认识这个柜台
    .more = 总部可能恢复过旧的备份。照常受理,没有送达的都在这里;请总部重新给一个启用码,在「设置」里输入,会全部补送。
sync-revoked = 总部已停用这个柜台
    .more = 还没确认的内容会继续送达,不能再受理新工单。请联系总部。
sync-not-enrolled = 没有启用,不送总部
    .more = 现在是练习。启用以后才会送到总部。
sync-trouble = 与总部的连接有问题
    .more = 照常受理,内容都存在这台电脑上。会自动再试;若一直这样,请联系总部。
sync-stuck = 连得上总部,但内容没有送出去
    .more = 内容都存在这台电脑上。请按「现在试」;若还是这样,请联系总部。
sync-practice = 练习,不送总部
sync-waiting =
    { $photos ->
        [0] 待确认 { $events } 条
       *[other] 待确认 { $events } 条 · { $photos } 张照片
    }
sync-all-confirmed = 全部已确认
sync-nothing-yet = 还没有要送的内容
sync-set-aside = { $count } 条搁置
sync-last = 最近确认 { $when }
sync-never = 还没有
sync-events = 待确认的记录
sync-photos = 待确认的照片和附件
sync-aside = 搁置的记录
sync-incidents = { $count } 件事要看一看
sync-older-to-come = 网点以前的工单还在陆续取来,新的在先;不影响受理。
incident-restored = 这台电脑的数据比总部的旧
    .more = { $when }发现:数据像是从备份恢复的,或是从别的电脑拷来的。总部有而这里没有的记录已经取回;新的工单号跳高了一段,不会与旧纸重号。
incident-copied = 有另一台电脑用着同一份数据
    .more = { $when }发现:两台电脑用同一个柜台的名义各写了各的。两边的记录都保住了,这里的已经重新送出。请告诉总部:每台电脑要单独启用。
incident-headquarters-restored = 总部的数据恢复过
    .more = { $when }发现:总部少了一些它确认过的内容。这里已经全部重新送上,不用做什么。
incident-recovered = 这个柜台换了新的密钥
    .more = { $when }:密钥丢失后由总部找回,原来的记录都在。
incident-policy-refused = 总部发布的新规则用不了
    .more = { $when }:总部发布的规则签名不对,或者内容不能执行。原来的规则照旧有效。请告诉总部。
incidents-seen = 知道了

stick-title = 用优盘带到总部
stick-what = 网络一直不通时,可以把待确认的内容写到优盘,带到能上网的地方交给总部。只有总部打得开。
stick-none = 没有找到优盘。请插上以后再找一次。
stick-look = 再找一次
stick-write = 写到 { $name }
stick-written = 已写到优盘:{ $events } 条 · { $photos } 张照片
    .more = 文件是 { $file }。这些内容仍留在这里,总部确认以后才算送达;交两次也不会重复。
stick-unreadable = 有 { $photos } 张照片读不出来,没有写进去。

day-title = 今天的账
day-complete = 总部清点完毕:{ $events } 条记录、{ $photos } 张照片,一条不少({ $when })。
day-open = 还不齐:这里 { $events } 条、{ $photos } 张照片,总部清点到 { $eventsHeld } 条、{ $photosHeld } 张({ $when })。
day-not-asked = 今天有 { $events } 条记录、{ $photos } 张照片。齐不齐,要总部清点过才算。
day-count = 请总部清点
aside-what = 搁置的记录都好好存着,也不耽误后面的。看过以后可以重试,或收起来。
aside-by-headquarters = 总部搁置:{ $why }。这里照样有效。
aside-here = 这里搁置:{ $why }。
aside-look = 看工单
aside-retry = 重试
aside-file = 收起
aside-unfile = 取出
aside-other = 原因代码 { $reason }
aside-key-missing = 还没有收到这张工单的钥匙
aside-device-revoked = 这个柜台已停用
aside-not-allowed = 对方无权写这种记录
aside-line-not-allowed = 对方无权写这种记录
aside-line-seal = 封印打不开
aside-line-body = 内容读不懂
aside-line-other-branch = 是别的网点的
aside-kind-TicketOpened = 受理
aside-kind-TicketAmended = 更正
aside-kind-PromiseMade = 承诺时间
aside-kind-PhotoAdded = 照片
aside-kind-NoteAdded = 备注
aside-kind-ActionTaken = 办理
aside-kind-PrintStarted = 打印
aside-kind-PrintEnded = 打印结果
aside-kind-ClockMeasured = 校时
aside-kind-EpochOpened = 开启新的一册
aside-kind-PersonAdded = 人员
aside-kind-TicketForgotten = 删除个人信息
sync-confirmed-at = 最近一次确认
sync-contact-at = 最近一次联系
sync-safe = 只有总部亲口确认过的才算送达。没有确认的都存在这台电脑上。
sync-now = 现在试

## What went wrong, by code

error-line = { $happened }。{ $next }
error-other = 这一步没有成功({ $code })
    .safe = 已经保存的内容都在。
    .next = 请再试一次;若还是这样,请把括号里的字告诉总部。
error-unexpected = 这一步没有成功
    .safe = 已经保存的内容都在。
    .next = 请再试一次;若还是这样,请重新打开程序。
error-disk-full = 磁盘满了,没有存下来
    .safe = 已经保存的工单和照片都在,屏幕上的字也还在。
    .next = 请清出一些空间,再试一次。
error-disk-unwritable = 数据文件夹写不进去
    .safe = 已经保存的内容都在。
    .next = 请检查文件夹的权限,或联系管理员。
error-database-damaged = 数据文件损坏了
    .safe = 程序没有改动它,送达总部的内容都在总部。
    .next = 请不要删除任何文件,联系管理员恢复。
error-database-newer = 数据是更新版本的程序写的
    .safe = 数据没有改动。
    .next = 请换回新版本的程序。
error-database-trouble = 数据暂时读写不了
    .safe = 已经保存的内容都在。
    .next = 请再试一次;若还是这样,请重新打开程序。
error-second-instance = 存根已经在运行
    .safe = 没有打开第二份,数据是安全的。
    .next = 请切换到已经打开的窗口。
error-database-key-lost = 这台电脑的密钥找不到了
    .safe = 送达总部的内容都在总部,没有送达的还在这台电脑上。
    .next = 请不要重装程序,也不要删除文件。
error-key-store-silent = 系统的密钥库打不开
    .safe = 数据没有改动。
    .next = 请登录系统后再打开;若还是这样,请联系管理员。
error-no-sealing-key = 还没有收到总部的封存密钥
    .safe = 什么也没有写出,数据没有改动。
    .next = 请连上总部一次,再导出。
error-no-stick = 这个优盘已经拔掉了
    .safe = 待确认的内容都还在这里。
    .next = 请插上优盘,再找一次。
error-file-unusable = 文件读不了或写不了
    .safe = 已经保存的内容都在。
    .next = 请检查优盘或文件夹,再试一次。
error-backup-unusable = 这份备份不能用
    .safe = 现有的数据没有改动。
    .next = 请换另一份备份,或联系管理员。
error-update-signature = 新版本没有发布者的签名
    .safe = 现在的版本照常使用。
    .next = 请联系管理员。
error-update-statement = 本版本读不懂这个新版本
    .safe = 现在的版本照常使用。
    .next = 请让管理员来安装。
error-update-target = 新版本是给另一种电脑的
    .safe = 现在的版本照常使用。
    .next = 请联系管理员。
error-update-not-newer = 那个版本不比现在的新
    .safe = 现在的版本照常使用。
    .next = 不用处理。
error-update-too-far = 现在的版本太旧,不能直接升级
    .safe = 现在的版本照常使用。
    .next = 请让管理员来安装。
error-update-damaged = 新版本的文件已损坏
    .safe = 现在的版本照常使用。
    .next = 明天会重新下载。如果还是这样,请联系管理员。
error-update-file-missing = 总部没有新版本的文件
    .safe = 现在的版本照常使用。
    .next = 一小时内会再次下载。请告诉总部。
error-update-not-given = 新版本的文件下载不了
    .safe = 现在的版本照常使用。
    .next = 一小时内会再次下载。
error-update-disk-full = 磁盘放不下新版本
    .safe = 现在的版本照常使用。
    .next = 请腾出磁盘空间,或联系管理员。
error-update-not-kept = 新版本写不进磁盘
    .safe = 现在的版本照常使用。
    .next = 请联系管理员。
error-update-printing = 正在打印
    .safe = 现在的版本照常使用。
    .next = 请等打印完再安装。
error-update-by-administrator = 这台电脑上由管理员安装新版本
    .safe = 现在的版本照常使用。
    .next = 请告诉管理员新版本到了。
error-update-not-installed = 新版本装不上
    .safe = 现在的版本照常使用。
    .next = 请再试一次。如果还是这样,请联系管理员。
error-update-not-ready = 没有可以安装的新版本
    .safe = 现在的版本照常使用。
    .next = 请继续工作。有了新版本,设置里会说明。
error-no-database = 这里还没有存根的数据
    .safe = 什么也没有改动。
    .next = 请先打开存根,启用这个柜台。
error-not-enrolled = 这个柜台还没有启用
    .safe = 练习可以照常。
    .next = 请在设置里输入启用码。
error-device-revoked = 总部已停用这个柜台,不能受理新工单
    .safe = 已有的工单仍可查看和打印。
    .next = 请联系总部重新启用。
error-form-incomplete = 还有几项没填好
    .safe = 草稿已经保存。
    .next = 请看标红的几项。
error-no-draft = 这份草稿已经不在了
    .next = 可能已经保存成工单,请到看板里找。
error-no-ticket = 没有找到这张工单
    .next = 请到「查找」里再找一下。
error-nothing-to-settle = 已经有人核实过了
    .safe = 什么也没有改变。
    .next = 请看最新的内容。
error-not-allowed = 现在的状态不能这样办理
    .safe = 什么也没有改变。
    .next = 可能有人刚办理过,请看最新的经过。

error-enrolment-code-unknown = 启用码不对
    .next = 请核对后再输一次,或请总部重新给一个。
error-enrolment-code-used = 启用码已经用过
    .next = 请总部重新给一个。
error-enrolment-letter-taken = 这个字母已有别的柜台在用
    .next = 请总部换一个字母,重新给启用码。
error-enrolment-code-expired = 启用码已经过期
    .next = 请总部重新给一个。
error-headquarters-not-known = 总部不认识这个柜台
    .safe = 没有送达的都在这里。
    .next = 请总部重新给一个启用码,在「设置」里输入。
error-nothing-lost = 这台电脑的密钥没有丢失
    .safe = 什么也没有改变。
    .next = 请再试一次打开。
error-no-key-to-recover = 这个恢复码打不开这里的数据
    .safe = 数据没有改动。
    .next = 请总部核对柜台,重新给一个恢复码。
error-headquarters-too-many = 试得太多,先停一会儿
    .next = 请过几分钟再试。
error-headquarters-offline = 连不上总部
    .safe = 断网不影响受理。
    .next = 请检查网络,过一会儿再试。
error-headquarters-wrong-certificate = 连到的不是总部
    .safe = 什么也没有发送。
    .next = 请告诉总部或网管。
error-headquarters-captive-portal = 网络要求先登录
    .next = 请打开浏览器完成上网登录,再试一次。
error-headquarters-refuses = 总部没有接受
    .next = 请联系总部。

error-photo-empty = 文件是空的
    .next = 请重新拍一张或换一个文件。
error-photo-not-a-picture = 这不是照片、PDF 或视频
    .next = 请换成 JPEG、PNG 或 WebP 照片,PDF,或 MP4、MOV、WebM 视频。
error-photo-heic = HEIC 照片打不开
    .next = 请在手机上选「兼容性最佳」重拍,或发成 JPEG。
error-photo-pdf = 这份 PDF 这里加不了
    .next = 请截图或拍照后再加。
error-photo-video = 这种视频或录音不能收存
    .next = 请转成 MP4、MOV 或 WebM 再发来,或截一张图后再加。
error-attachment-too-large = 文件超过 50 MB
    .safe = 没有加入,已有的内容都没有变。
    .next = 请换一段短一些的视频或小一些的文件;原件请客人留好,并在备注里写明存放在哪里。
error-photo-too-large = 照片尺寸太大
    .next = 请换一张小一些的照片。
error-photo-already-here = 这张照片已经加过了
    .next = 请看看各个拍摄位;放错了就先取出来,再加一次。
error-photo-truncated = 照片不完整,后半截缺失
    .next = 请重新传一次或重拍。
error-photo-damaged = 照片已损坏
    .next = 请重新传一次或重拍。

error-print-no-queue = 这台电脑没有打印服务
    .safe = 要打印的内容都在,没有丢。
    .next = 请联系管理员,或先存成文件。
error-print-no-printer = 找不到这台打印机
    .safe = 要打印的内容都在,没有丢。
    .next = 请在设置里重新选一台。
error-print-out-of-paper = 打印机没有纸了
    .safe = 要打印的内容都在,没有丢。
    .next = 放好纸后会接着打印,也可以再打印一次。
error-print-jammed = 打印机卡纸
    .safe = 要打印的内容都在,没有丢。
    .next = 取出卡住的纸,再打印一次。
error-print-open = 打印机的盖子开着
    .safe = 要打印的内容都在,没有丢。
    .next = 合上盖子后会接着打印。
error-print-offline = 打印机没有开机或没连上
    .safe = 要打印的内容都在,没有丢。
    .next = 请看看电源和线,再打印一次。
error-print-stopped = 打印机停住了
    .safe = 要打印的内容都在,没有丢。
    .next = 请在打印机或系统里恢复它,再打印一次。
error-print-rejected = 打印机没有接受这次打印
    .safe = 要打印的内容都在,没有丢。
    .next = 请再打印一次,或在设置里换一台打印机。
error-print-unsupported-media = 打印机不支持这种纸
    .safe = 要打印的内容都在,没有丢。
    .next = 请换一种纸张。
error-print-timed-out = 打印很久没有结果
    .safe = 要打印的内容都在,没有丢。
    .next = 请看看打印机,可能还会打出来。
error-print-cancelled = 打印被取消了
    .safe = 要打印的内容都在,没有丢。
    .next = 需要的话请再打印一次。
error-print-forgotten = 不知道打印出来没有
    .safe = 要打印的内容都在,没有丢。
    .next = 请看看打印机的出纸口。
error-print-unreachable = 连不上打印机
    .safe = 要打印的内容都在,没有丢。
    .next = 请看看打印机和网络,再打印一次。

error-already-enrolled = 这个柜台已经启用
    .next = 不需要再输启用码。
error-no-person = 总部还没有指定这个柜台的经办人
    .safe = 草稿照常保存。
    .next = 请连上网等一会儿,或联系总部。
error-locked = 柜台锁上了
    .safe = 填的内容都存好了。
    .next = 请先输入 PIN。
error-not-permitted = 您的岗位不能做这一步
    .safe = 什么也没有改。
    .next = 请网点经理来做,或请总部调整岗位。
error-no-such-person = 这个人今天不在这个网点工作
    .safe = 什么也没有改。
    .next = 请换一个人,或请总部看一下岗位的起止日期。
error-draft-of-another = 这是别人的草稿
    .safe = 草稿好好的,没有动。
    .next = 请本人回来填,或请网点经理接手。
error-rows-too-many = 行太多,存不进一个表格
    .safe = 工单都好好的。
    .next = 请选短一些的时间再存。
error-no-paper-to-sign = 这一步还没有可以签的纸
    .safe = 什么也没有改。
    .next = 请先请客户在纸上签名。
error-paper-changed = 工单内容刚才变了
    .safe = 还没有签上。
    .next = 请重新念给客户听,再请客户签一次。
error-signature-nameless = 没有写签名人的姓名
    .next = 请写上姓名,再签一次。
error-signature-empty = 签名框里还没有签名
    .next = 请客户签上姓名,再试一次。
error-signature-too-large = 签名太长,存不下
    .next = 请清除后简短地签一次。
error-no-item = 请写明留下的是什么
    .safe = 还没有登记。
    .next = 请写上物品,再登记一次。
error-no-such-paper = 这张工单现在没有这种单据
    .safe = 什么也没有改。
    .next = 请看一下工单现在的状态。
error-photo-not-here = 有照片不在这个柜台
    .safe = 照片在原来的柜台和总部,没有丢。
    .next = 请在连上总部后再试一次。
error-not-in-custody = 这件物品已经不在这里了
    .safe = 什么也没有改。
    .next = 请看一下工单的经过。
error-no-photo = 这张照片已经不在这里了
    .safe = 什么也没有改。
error-too-many-marks = 一张照片最多标注 50 处
    .safe = 照片和已经保存的标注都没有变。
    .next = 请删去几处再保存。
error-mark-unusable = 有一处标注画不出来
    .safe = 照片和已经保存的标注都没有变。
    .next = 请删去它,重新画一次。
error-pin-wrong = PIN 不对
    .next = 还可以试 { $left } 次。
error-pin-too-soon = 刚才错了几次
    .next = 请过 { $seconds } 秒再试。
error-pin-shut-out = 错了太多次,这个 PIN 已停用
    .safe = 草稿和工单都好好的。
    .next = 请网点经理让您重设,或向总部要一个新的首次码。
error-pin-none = 这个人在这里还没有 PIN
    .next = 请用总部给的首次码设一个,或请网点经理让您设。
error-pin-first-code = 首次码不对,或者已经用过
    .next = 请再核对一遍,或向总部要一个新的。
error-pin-shape = PIN 是 4 到 12 位数字
    .next = 请换一个。
error-pin-too-simple = 这样的 PIN 一猜就中
    .next = 请换一个,别用连号或同一个数字。
error-pin-not-same = 两遍输的不一样
    .next = 请再输一遍。
error-enrolment-code-shape = 这不是启用码
    .next = 请从头到尾扫描或粘贴一次。
error-enrolment-code-mistyped = 启用码有一处输错了
    .next = 请核对后再输一次,最好扫描或粘贴。
error-enrolment-code-version = 这个启用码要用更新版本的程序
    .next = 请先更新程序。
error-address-shape = 启用码里的总部地址不对
    .next = 请总部重新给一个。
error-address-not-encrypted = 启用码里的总部地址没有加密,不能使用
    .next = 请总部重新给一个。
error-wrong-root = 对方不是给出启用码的那个总部
    .safe = 什么也没有发送。
    .next = 请告诉总部或网管。
error-no-branch-key = 网点的密钥不在这台电脑上
    .safe = 送达总部的内容都在总部。
    .next = 请联系总部重新启用。
error-no-ticket-key = 这张工单的内容已经不能读取
    .next = 可能已按规定删除个人信息。
error-clock-impossible = 这台电脑的时钟错得太远
    .safe = 草稿已经保存。
    .next = 请校准日期和时间,再保存一次。
error-no-number-left = 今天的工单号用完了
    .safe = 草稿已经保存。
    .next = 请换一个柜台受理,或明天再保存。
error-ticket-too-long = 写的内容太多,一张工单放不下
    .safe = 草稿已经保存。
    .next = 请把原话写短一些。
error-no-action = 这个版本的程序不认识这个操作
    .next = 请更新程序。
error-paper-not-saved = 回执没能存成文件
    .safe = 工单已经存好,不会丢。
    .next = 请看看磁盘空间,再打印一次。
error-headquarters-trouble = 总部那边出了问题
    .safe = 不影响受理,内容都存在这台电脑上。
    .next = 会自动再试;若一直这样,请联系总部。
error-database-stopped = 数据停止写入了
    .safe = 已经保存的内容都在。
    .next = 请重新打开程序;若还是这样,请联系管理员。
error-state-unwritable = 状态文件夹写不进去
    .safe = 什么也没有改动。
    .next = 请检查文件夹的权限,或联系管理员。
error-key-files-unusable = 密钥文件读写不了
    .safe = 数据没有改动。
    .next = 请检查文件夹的权限,或联系管理员。
error-photo-other-format = 这种图片打不开
    .next = 请换成 JPEG、PNG 或 WebP 照片,或者截图。
error-photo-file-damaged = 存下的照片损坏了
    .safe = 总部确认过的照片在总部还有。
    .next = 请联系管理员。

error-day-passed = 这一天已经过去
    .safe = 什么也没有改变。
    .next = 请填今天或以后的日期。
error-count-unexplained = 今天付出的钱还没有核对完
    .safe = 今天还没有日结,填的数还在。
    .next = 请把每种方式都清点一遍,不一致的写明原因。
error-ticket-finished = 这张工单已经办完,不能再核算
    .safe = 什么也没有改变,填的内容还在。
    .next = 需要重新核算的,请先重新办理。
error-no-such-measure = 按现在填的内容,没有这个方案
    .safe = 填的内容还在,没有保存。
    .next = 请重新选一个方案。
error-figure-lacking = 这个方案还缺一个数,算不出来
    .safe = 填的内容还在,没有保存。
    .next = 请补上方案里写着「还缺」的数,或改选别的方案。
error-amount-rests-on = 前一步还没有金额
    .safe = 什么也没有改变。
    .next = 请先核算,并等总部决定。
error-amount-needs-reason = 金额比前一步高,要有理由
    .safe = 填的内容还在,没有保存。
    .next = 请选一个理由,再试一次。
error-amount-already-paid = 已经付过款,不能再改核算
    .safe = 付款记录和核算都没有变。
    .next = 如需更正,请联系总部。
error-amount-too-large = 金额太大
    .safe = 什么也没有改变。
    .next = 请核对金额。
error-nothing-decided = 总部还没有决定可付的金额
    .safe = 没有登记付款。
    .next = 请等总部决定,或看最新的经过。
error-nothing-to-pay = 付款金额是零
    .safe = 没有登记付款。
    .next = 请填大于零的金额。
error-payee-incomplete = 收款人没填全
    .safe = 没有登记付款,填的内容还在。
    .next = 请填姓名;不是现金的,还要填账号或券号。
error-waiver-lacking = 还没有寄件人同意的声明
    .safe = 没有登记付款,填的内容还在。
    .next = 请先收下声明并登记,或改付给寄件人。

error-ticket-changed = 刚才有人改动了这张工单
    .safe = 对方写的没有被覆盖,现在显示的是最新内容。
    .next = 请看一下,如仍需要,请再做一次。
error-weighing-empty = 还没有选择
    .next = 请把优先级或风险的每一项都选好。
error-already-linked = 这两张工单已经关联
error-loss-not-offered = 这件延误还不能按丢失办理
    .safe = 没有任何改动。
    .next = 要等规则写明的时限过完,工单的时限一栏写着日期。
error-area-unsaid = 还没有写明快件是同城还是异地
    .safe = 没有任何改动。
    .next = 请先选同城或异地,两者时限不同。
error-link-to-itself = 不能和自己关联
    .next = 请选另一张工单。
error-already-merged = 这张工单已并入另一张
    .next = 请先撤销,或到那张工单里办理。
error-merge-in-a-circle = 那张工单已并入这一张
    .next = 请先撤销那次合并。
error-other-merged-away = 那张工单已并入第三张
    .safe = 没有改动任何内容。
    .next = 请选它并入的那一张。
error-merge-with-money = 这张工单已有赔付决定或付款
    .safe = 没有改动任何内容。
    .next = 请改为关联,或把另一张并入这一张。
error-merge-with-practice = 练习工单和真实工单不能合并
error-merged-away = 这张工单已并入另一张
    .safe = 没有改动任何内容。
    .next = 请打开那张工单,在那里办理。

## 谁在柜台

staff-clerk = 经办人
staff-back-office = 后台客服
staff-operations = 运营
staff-quality = 质控
staff-manager = 网点经理
staff-adjuster = 理赔员
staff-approver = 复核人
staff-administrator = 管理员
staff-auditor = 审计员
header-person = { $name }:换人、PIN
lock-title = 谁来接待
lock-words = 上一位填的内容都存好了,本人回来接着填。
door-people = 可以来这里的人
door-nameless = 姓名还没有送到
door-pin = PIN
door-choose = 请给自己设一个 PIN。
door-first-code-words = 第一次来:请输入总部给您的首次码,再设一个 PIN。
door-first-code = 首次码
door-new-pin = 新的 PIN
door-new-pin-hint = 4 到 12 位数字
door-new-pin-again = 再输一遍
door-come-in = 进入
door-choose-and-come-in = 设好并进入
door-forgotten = 有新的首次码
door-have-pin = 用 PIN 进入
door-shut-out = 错了太多次,这个 PIN 已停用。请网点经理让您重设,或向总部要一个新的首次码。
people-title = 谁在柜台
people-leave = 离开柜台
people-no-pin = 还没有 PIN。设了以后,离开时柜台会锁上,同事也可以用自己的名字接待。
people-choose-pin = 设一个 PIN
people-others = 同事
people-nobody-else = 总部没有给这个网点登记别的人。
people-has-pin = 有 PIN
people-may-choose = 可以自己设 PIN
people-first-code = 要用首次码设 PIN
people-shut-out = PIN 错了太多次
people-let-choose = 让他重设 PIN
pin-let = { $name } 现在可以重设 PIN
settings-people = 人员
settings-lock-after = 没人操作多久后锁上
settings-minutes = { $count } 分钟
settings-no-pins = 还没有人设 PIN,柜台不会锁。点右上角的姓名来设。

## 一天

day-figures = 时间段
day-span = 时间长短
day-span-day = 一天
day-span-week = 一周
day-span-month = 一个月
day-turn = 前后翻
day-before = 往前
day-after = 往后
day-from-to = { $first } 至 { $last }
day-scope = 看谁的
day-scope-counter = 本柜台
day-scope-branch = 整个网点
day-silent = 还有 { $count } 个柜台没有报齐
    .more = 柜台 { $counters } 后来的记录还没有到,单子上也写明了。
day-paper = 日结单
day-print = 打印
day-save-xlsx = 存成 Excel
day-save-csv = 存成 CSV
day-manager-prints = 网点经理可以打印和导出。
day-not-printed = 没有打印出来
day-rows-saved = 已存到 { $path }
day-failed = 这张单子画不出来
day-today = 今天
day-not-opened = 今天还没有开班。
day-opened = { $at } 开班。
day-closed = { $at } 日结。
day-held = 总部已收齐今天的全部记录。
day-not-complete = 当时还有 { $events } 条记录、{ $photos } 张照片总部没有确认,连上网会接着送。
day-begin = 开班
day-hand-over = 交班
day-close = 日结
day-close-again = 再结一次
day-counting = 清点今天付出的钱,和凭证核对。
day-by-vouchers = 凭证 { $count } 张
day-counted-amount = 实际清点(元)
day-no-difference = 和凭证一致
day-difference = 差额 { $amount }
day-difference-why = 为什么不一致
day-waiting-list = 打印待办清单
hand-over-printed = 交接班清单打印好了,请两人签字
hand-over-title = 交班
hand-over-words = 没写完的草稿会交给接班的人。请接班人输入自己的 PIN。
hand-over-to = 交给谁
hand-over-remarks = 要交代的事
hand-over-pin = 接班人的 PIN
hand-over-go = 交班
hand-over-nobody = 还没有别的同事在这里设过 PIN。接班人用首次码设好 PIN,就可以交班了。

## 留存物品

custody-title = 留存物品
custody-none = 没有留下物品
custody-untagged = 留下的物品还没有挂牌
custody-sealed = 看不到是什么
custody-tag = 打印物品牌
custody-release = 交出
custody-to = 交给谁
custody-to-customer = 客户本人
custody-to-recipient = 收件人
custody-to-headquarters = 总部或别的网点
custody-to-destroyed = 按约定销毁
custody-words = 经过
custody-release-go = 登记交出
custody-went-customer = 已交客户
custody-went-recipient = 已交收件人
custody-went-headquarters = 已转总部
custody-went-destroyed = 已销毁
custody-item = 留下的是什么
custody-place = 放在哪里
custody-take = 登记留下的物品
custody-take-go = 登记并打印物品牌
custody-released = 已登记交出

## 索赔:材料、核算、决定、付款、联系

choose = 请选择
ladder-title = 理赔进展
rung-claimed = 索赔
rung-proven = 已证明
rung-assessed = 核算
rung-approved = 批准
rung-paid = 已付
rung-part = 已付一部分
rung-unknown = 还不知道
claim-next = 下一步
claim-next-missing = 还差 { $count } 项材料
claim-next-owed = 等客户补 { $count } 项材料
claim-next-late = { $count } 项材料逾期未补
claim-next-assess = 材料已登记,请核算
claim-next-decide = 已核算,等总部决定
claim-next-release = 等总部第二人复核放行,先不要告知客户
claim-next-asked = 总部在问,请客户补充
claim-next-tell = 请告知客户,听客户怎么说
claim-next-declined = 总部不予赔付,请告知客户
claim-next-agreed = 客户已同意
claim-next-pay = 付 { $amount } 给客户
claim-next-paid = 已付清
claim-next-over = 这张工单已经办完
claim-go-proof = 登记材料
claim-go-assess = 去核算
claim-go-decision = 看决定
claim-go-pay = 去付款

proofs-title = 证明材料
proofs-note = 共 { $count } 项,已齐 { $there } 项
proofs-none = 这类索赔不需要材料
proof-any-of = { $papers }任一
proof-stands-given = 已交{ $paper },{ $day }
proof-stands-owed = 等{ $paper },{ $day }前补
proof-stands-late = { $paper }逾期,应于{ $day }前补
proof-stands-waived = 免交:{ $why }
proof-stands-missing = 未交
proof-note = 登记
proof-change = 更改
proof-which = 哪一种
proof-standing = 情况
proof-mark-given = 已交
proof-mark-owed = 以后补
proof-mark-waived = 不要求
proof-given-on = 哪天交的
proof-owed-by = 哪天前补
proof-why = 为什么不要求
proof-save = 登记材料

assessed-title = 核算
assessed-none = 还没有人核算
assessed-would-be = 按现有材料,规则建议:{ $measure }
assess-open = 核算
assess-again = 重新核算
assess-title = 核算 { $number }
assess-typed = 这里是上次没有保存的内容
assess-start-over = 放弃,按工单重填
assess-unreadable = 有几项没认出来
    .more = 右边还是改动之前的结果。请看标红的几项。
assess-pick-gone = 刚才选的方案不适用了
    .more = 已改回规则建议的方案,请再看一下。
assess-choose = 规则没有建议,请选一个方案
assess-flags = 请先看
assess-proofs = 材料还没齐
assess-proof = { $proof }:{ $stands }
assess-time-limits = 期限
assess-exemptions = 免责事由
assess-words = 说明
assess-save = 按这个方案核算
assess-save-nothing = 核算为不赔
assessed = 核算已保存
departure = 高出的理由
problem-departure = 金额高于已证明或所要求的,请选理由。
amount-lacking = 还不知道
award-steps = 怎么算的

claim-incident = 发生了什么
claim-service = 业务
claim-area = 范围
claim-units = 金额填元,重量填克,不知道就空着。索赔人:{ $claimant }
claim-more = 其他 { $count } 项
claim-claimed = 索赔
claim-proven = 材料证明的损失
claim-actual-loss = 认定的实际损失
claim-whole-value = 内件全部价值
claim-insured = 保价金额
claim-declared = 声明价值
claim-freight = 运费
claim-return-freight = 退回费用
claim-freight-times = 限额为运费几倍
claim-terms-told = 限额是否提示并说明过
claim-in-proportion = 是否约定按比例赔
claim-carrier-at-fault = 是否我们造成的
claim-delay-destroyed-value = 延误本身是否使快件失去价值
claim-coupon-chosen = 客户愿意改收优惠券
claim-posted-grams = 收寄重量
claim-arrived-grams = 到件重量
claim-posted-on = 收寄日期
claim-promised-on = 承诺送达日期
claim-delivered-on = 实际送达日期
claim-discovered-on = 客户得知日期
claim-inquired-on = 客户查询日期
claim-claimed-on = 客户索赔日期
claim-gross-fault = 故意或重大过失
claim-fraud = 欺诈客户
claim-exemptions = 免责事由
area-same-city = 同城
area-other-city = 异地
area-international = 国际
finding-none = 没有提出
finding-raised = 有人提出
finding-upheld = 认定成立
finding-rejected = 认定不成立
fact-unknown = 不知道
fact-yes = 是
fact-no = 否

measures-title = 各种方案
measure-proposed = 规则建议
measure-why = 因为:{ $why }
measure-why-not = 没有建议:{ $why }
measure-lacks = 还缺:{ $figure }
measure-confidence = 依据可靠程度:{ $confidence }
measure-nothing = 不赔
    .more = 按规则没有应赔的。理由请写在说明里。

decision-title = 总部决定
decision-to-release = 等第二人复核放行
    .more = 还没有生效,请先不要告知客户,也不要付款。
decision-in-force = 现行决定
decision-round = 第 { $round } 次决定,共 { $rounds } 次
decision-reason = 理由
decision-question = 总部想知道
decision-too-late = 这个决定来晚了,没有生效
decision-too-late-stands = 现行的是 { $amount }。
decision-too-late-status = 工单现在是:{ $status }。
decision-replaced = 被替代的决定 { $count } 个
verdict-approve = 同意赔付
verdict-change = 改为赔付
verdict-decline = 不予赔付
verdict-ask-back = 请补充
says-ask = 客户怎么说?
says-accept = 客户同意
    .words = 说明
says-accept-go = 记下:客户同意
says-refuse = 客户不同意
    .words = 客户怎么说
says-refuse-go = 记下:客户不同意
says-review = 申请复核
    .words = 请总部再看什么
says-review-go = 送总部复核
review-asked = 申请复核:{ $words }
reviews-left = 一共可以决定 { $rounds } 次,还可以申请复核 { $left } 次。
reviews-none = 已经复核到最后一次。客户仍不同意的,可以向邮政管理部门申诉。

pay-title = 付款
pay-left = 还要付 { $amount }
pay-done = 已付清
pay-progress = 已付 { $paid },批准 { $approved }
pay-amount = 金额(元)
pay-method = 方式
pay-payee = 付给
pay-name = 收款人姓名
pay-account = 账号
pay-coupon = 券号
pay-account-note = 存下后不再显示
pay-go = 登记付款
pay-final = 登记后不能撤销。
pay-waiver-lacking = 付给收件人,要先有寄件人同意的声明,现在还没有。
pay-waiver-came = 声明今天已交
pay-waiver-here = 寄件人同意由收件人受偿的声明已交。
paid-voucher = 已登记付款,赔付单号 { $voucher }
paid-part = 还要付 { $amount }。
paid-all = 已付清,工单办结。
problem-payee-name = 请填收款人姓名。
problem-payee-account = 请填账号或券号;付现金不用填。

contacts-title = 联系客户
contacts-none = 还没有联系过
contacts-note =
    { $missed ->
        [0] { $count } 次,都联系上了
       *[other] { $count } 次,其中 { $missed } 次没联系上
    }
contacts-all = 全部 { $count } 次
contacts-fewer = 收起
contact-add = 记一次联系
contact-way = 方式
contact-about = 事由
contact-outcome = 结果
contact-words = 说了什么
contact-go = 记下联系
contacted = 联系已记下

## 客户签名

sign = 客户签名
sign-once-more = 重新签名
sign-title = 请核对并签名
sign-language = 客户的语言
sign-read = 请看清这份单据。内容无误,请在下面签名。
sign-read-intake = 请看清受理回执。内容无误,请在下面签名。
sign-read-decision = 请看清处理方案或决定。签名表示您已阅读,并按上面勾选的答复。
sign-read-payment = 请看清赔付单。签名表示上面的款项您已收到。
sign-what = 签什么
sign-what-intake = 受理回执
sign-what-decision = 处理决定
sign-what-payment = 赔付单
sign-name = 签名人
sign-role = 身份
sign-pad = 签名框。请用笔、手指或鼠标签名
sign-here = 请在这里签名
sign-undo = 退一笔
sign-clear = 清除
sign-go = 确认签名
sign-on-paper = 改在纸上签
sign-again = 重新显示
signed = 客户已签名
signed-by = { $name }已签名
signed-stands = 内容未变
signed-before = 签后有改动
signed-intake = 客户已签名
    .more = 再打印的回执上会有签名。

## 念给客户核对、客户屏

read-back = 念给客户
read-back-title = 念给客户核对
read-back-done = 核对好了
customer-show = 显示在客户屏上
customer-show-again = 重新显示在客户屏上
customer-sign-there = 请客户在客户屏上签
customer-take-back = 收回到这里
customer-closed = 客户屏还没有打开
    .more = 打开后会显示在这里。
customer-stage-idle = 客户屏上没有内容
customer-stage-reading = 客户正在核对
customer-stage-right = 客户核对无误
    .next = 接着会请客户签名。
customer-stage-wrong = 客户说有要改的地方
    .next = 请问清楚,改好后再请客户核对。
customer-stage-signing = 客户正在签名
customer-stage-signed = 客户已签名
customer-welcome = 您好,欢迎光临
customer-read = 请您核对
customer-list = 、
customer-number = 单号
customer-who = 来访人
customer-waybill = 运单号
customer-category = 事由
customer-story = 您说的情况
customer-demands = 您的要求
customer-claimed = 要求赔偿
customer-kept = 留下的物品
customer-photos = 照片
customer-photos-count = { $count } 张
customer-attachments = 附件
customer-attachments-count = { $count } 个
customer-owed = 还需补的照片
customer-answer-by = 答复方式
customer-next = 接下来
customer-right = 都对
customer-wrong = 有要改的
customer-please-sign = 请您签名
customer-blank = 签名框里还没有签名,请再签一次。
customer-thanks = 谢谢
customer-thanks-signed = 签名已保存。
customer-moment = 请稍候
customer-goes-on = 工作人员正在继续办理。
customer-corrects = 请告诉工作人员哪里要改。

## 事由怎么归、多急、和哪些工单有关

category-in-group = { $group } › { $category }
suggestion-label = 从客户的话里看出的事由
suggestion-offers = 建议:{ $category }
suggestion-because = 因为:
suggestion-because-of = 因为:{ $words }
suggestion-unsure = 可能是:
suggestion-take = 采用
suggestion-or = 或
suggestion-handled = 转{ $handled }
handled-then = :
danger-title = 可能有人身危险,请先:
urgency-title = 要快
urgency-danger = 涉及生命健康
urgency-urgent = 客户说着急
urgency-valuable = 价值较高

phrases-title = 常用语
phrases-open = 选常用语
phrases-how = 也可输入 / 和代码,再按 Tab 或回车。

priority-low = 低优先级
priority-normal = 普通优先级
priority-high = 高优先级
priority-highest = 最高优先级
grade-minor = 一般风险
grade-moderate = 较大风险
grade-major = 重大风险
grade-critical = 特别重大风险
weighing-title = 优先级与事由
weighing-none = 还没有判断
weighing-factors = 判断依据
weigh-open = 判断优先级
weigh-again = 重新判断
weigh-title = { $number } 的优先级和风险
weigh-impact = 影响:四项得出优先级
weigh-risk = 风险:三项得出等级
weigh-danger = 危及生命或健康:始终最优先
weigh-points = { $points } 分
weigh-missing = 这一项也请选择。
weigh-priority = 优先级
weigh-grade = 风险
weigh-sum = 共 { $points } 分
weigh-priority-none = 优先级:四项都选好后得出
weigh-grade-none = 风险:三项都选好后得出
weigh-meanwhile = { $who }的判断:
weigh-save = 保存
weighed = 优先级和风险已保存
sorted-as = 事由
sorted-accepted = 与建议一致
sorted-overridden = 当时建议:{ $offered }
sorted-unprompted = 自选,当时没有建议
sorted-unit = 责任部门
sorted-playbook = 预案:{ $name }

kin-label = 可能有关的工单
kin-title = 相关工单
kin-none = 没有同一快件或同一客户的其他工单
kin-same-waybill = 同一运单
kin-same-phone = 同一电话
kin-maybe-same-matter = 可能是同一件事:
kin-maybe-repeat = 可能是同样的事又发生:
kin-maybe-related = 可能有关:
kin-same-matter = 同一件事:
kin-repeat = 再次发生,上次是
kin-related = 有关:
kin-split-from = 拆分自
kin-split-off = 拆出的工单:
kin-short-same-matter = 同一件事
kin-short-repeat = 再次发生
kin-short-related = 有关
kin-open = 打开
kin-elsewhere = 在别的柜台
kin-link-later = 保存时关联
kin-other = 是另一件事
kin-set-aside = { $number } 记为另一件事
kin-will-be = 保存时关联,{ $kin } { $number }
kin-more = 还有 { $count } 条
kin-link = 关联
kin-merge = 并入那张
kin-link-other = 关联另一张工单
kin-split = 拆出一部分
kin-split-how = 按同一快件和客户另开一张工单,并与这张关联
kin-which = 哪一张
kin-how = 怎么有关
kin-found = 找到的工单
kin-found-none = 没有找到别的工单
kin-goes-on-in = 并入
kin-goes-on-here = 已并到这里:
linked = 已与 { $number } 关联
merged = 已并入 { $number }
loss-offer = 这件延误可以按丢失办理
loss-since = { $at } 起
loss-only-for = 仅限{ $area }快件:按下即表示这件是{ $area }。
loss-means = 事由改为丢失,同时发出查找任务;已经承诺的时间都不变。
loss-turn = 按丢失办理
loss-to-claim = 按丢失办理并转为理赔
loss-no-claim = 只改为丢失
loss-turned = 已按丢失办理,并发出查找任务
merged-title = 这张工单已并入 { $number } 继续办理
    .more = 这里作过的承诺仍然有效。请在那张工单里记录和答复。
## Tasks

nav-tasks = 任务
nav-tasks-late = { $count } 项任务超时
key-tasks = 任务清单
key-investigation = 调查:下一项任务
key-contact-due = 到期的联系
key-loss = 延误按丢失办理
key-appeal = 登记申诉
key-rating = 请客户评价
tasks-empty = 没有待办任务
    .more = 在工单的调查中设任务;总部交办的也列在这里。
tasks-of-mine = 我的
tasks-of-unit = 本部门的
tasks-of-other = 其他人的
tasks-of-note =
    { $late ->
        [0] { $count } 项
       *[other] { $count } 项,{ $late } 项超时
    }
task-given = 总部交办:{ $branch }的工单 { $number }
task-waybill = 运单号
task-contents = 内件
task-from-elsewhere = 对方网点的工单只告知这些。您的答复会送到那里。
task-mine = 我的
task-from-headquarters = 总部交办
task-set = 设任务
task-set-go = 设下
task-what = 做什么
task-to = 交给谁
task-due = 何时完成
task-due-example = 如 11-25 或 16:20
task-words = 要说明的
task-was-set = 任务已设下
task-answer = 写结果
task-answer-of = 写结果:{ $task }
task-outcome = 结果
task-answer-words = 说明
task-answer-go = 记下结果
task-was-answered = 结果已记下
task-answered-late = 超时
problem-due = 看不懂这个时间,请写 11-25 或 16:20。
problem-span = 开始日期在结束日期之后。

## The investigation

investigation-title = 调查
investigation-playbook = 按预案:{ $playbook }
tasks-title = 任务
tasks-none = 还没有
tasks-note =
    { $open ->
        [0] { $count } 项,都已完成
       *[other] { $count } 项,{ $open } 项未完成
    }
steps-title = 预案建议 { $count } 步
step-set = 设为任务
step-set-of = 设为任务:{ $step }
evidence-note-title = 其他证据
evidence-note-none = 轨迹、扫描、称重、录像等
evidence-note-add = 记证据
evidence-note-go = 记下证据
evidence-note-kind = 种类
evidence-note-photo = 照片
evidence-note-no-photo = 没有照片
evidence-note-photo-gone = 已撤下的照片
evidence-note-shows = 见照片 { $photo }
evidence-note-overwritten = 录像何时被覆盖
evidence-note-goes = { $day }会被覆盖
evidence-note-gone = { $day }已被覆盖,请确认是否留存
evidence-note-words = 证据说明了什么
evidence-was-noted = 证据已记下
finding-title = 调查结论
finding-not-made = 还没有
finding-add = 写结论
finding-change = 修改
finding-go = 记下结论
finding-stage = 问题出在哪个环节
finding-cause = 原因
finding-open = 未定
finding-measure = 通常做法:{ $measure }
finding-words = 经过和依据
finding-was-made = 结论已记下
question-yes = 是
question-no = 否
question-unknown = 不清楚
adjudication-title = 定责
adjudication-none = 还没有
adjudication-add = 定责
adjudication-go = 记下定责
adjudication-unit = 责任部门
adjudication-branch = 责任网点
adjudication-this-branch = 本网点
adjudication-words = 理由
adjudicated = 定责已记下
improvements-title = 改进建议
improvements-none = 办结后也可以写
improvement-add = 写改进建议
improvement-go = 记下建议
improvement-unit = 给哪个部门
improvement-words = 怎样改进
improvement-was-noted = 改进建议已记下

## Appeals, corrections, follow-ups, the rating

appeals-title = 申诉(12305)
appeals-none = 没有转来的申诉
appeal-number = 申诉 { $number }
appeal-forwarded = { $day }转来
appeal-reported = { $day }已答复
appeal-add = 登记申诉
appeal-go = 登记申诉
appeal-their-number = 申诉编号
appeal-forwarded-on = 转来日期
appeal-words = 申诉内容
appeal-was-recorded = 申诉已登记
appeal-report = 登记我们的答复
appeal-report-go = 记下答复
appeal-reported-on = 答复日期
appeal-report-words = 答复要点
appeal-was-reported = 答复已记下
appeal-pack = 打印答复材料
appeal-pack-look = 先看看
appeal-pack-look-at = 先看看:{ $paper }
document-preliminary = 初步调查报告
document-appeal = 申诉答复材料

voucher-open = 凭证
voucher-of = 凭证 { $voucher }
correct-open = 更正
correct-title = 更正付款 { $voucher }
correct-how = 现记 { $amount }。请写实际付出的金额,没有付写 0;原来的金额会保留。
correct-amount = 实付金额(元)
correct-words = 为什么更正
correct-go = 记下更正
paid-before = 原记
paid-truly = 实付
paid-corrected = 已更正:
payment-was-corrected = 付款已更正

contact-due-update = 该告知进度了
contact-due-follow-up = 该回访了
contact-due-return-visit = 抽中回访
contact-reopen-wanted = 客户希望重新处理

rating-title = 满意度
rating-none = 还没有评价
rating-open = 请客户评价
rating-again = 重新评价
rating-ask = 客户满意吗?
rating-how = 按 1 到 5 选,按 0 取消;客户没说的留空。
rating-timeliness = 时效
rating-attitude = 服务态度
rating-safety = 快件安全
rating-handling = 问题处理
rating-unsaid = 没说
rating-star = { $star } · { $words }
star-1 = 很不满意
star-2 = 不满意
star-3 = 一般
star-4 = 满意
star-5 = 很满意
rating-way = 评价途径
rating-way-counter = 在柜台
rating-way-phone = 电话
rating-way-slip = 评价单
rating-way-page = 客户扫码
rating-words = 客户的话
rating-go = 记下评价
rating-not-now = 不评价
rated = 评价已记下

## Reminders and the suggestions register

reminders-count = { $count } 个提醒
reminders-title = 提醒
reminders-none = 没有提醒
reminders-failed = 提醒读不出来
reminder-used = 已用 { $percent }%
suggestions-title = 建议登记簿
suggestions-see = 查看登记簿
suggestions-note =
    { $open ->
        [0] { $count } 条,都已答复
       *[other] { $count } 条,{ $open } 条还没有答复
    }
suggestions-from = 从
suggestions-until = 到
suggestions-which = 列出
suggestions-all = 全部
suggestions-open = 未答复
suggestions-empty = 这段时间没有建议
suggestions-all-answered = 都已答复
suggestion-open = 还没有答复
suggestion-answered = 答复
suggestion-sealed = 内容已不能读取

## What happened, of all this

story-TaskSet = 设任务:{ $task }
story-TaskGiven =
    { $branch ->
        [none] 总部交办:{ $task }
       *[other] 总部交{ $branch }办理:{ $task }
    }
story-TaskAnswered =
    { $branch ->
        [none] 任务结果:{ $task },{ $result }
       *[other] { $branch }答复任务:{ $task },{ $result }
    }
story-EvidenceNoted = 记证据:{ $evidence }
story-FindingMade =
    { $stage ->
        [none] 写调查结论
       *[other] 写调查结论:{ $stage }
    }
story-FaultAdjudicated = 定责
story-ImprovementNoted = 写改进建议
story-AppealForwarded = 监管部门转来申诉 { $number }
story-AppealReported = 已答复监管部门,申诉 { $number }
story-PaymentCorrected = 付款 { $voucher } 更正为 { $amount }
story-SatisfactionRated = 客户评价
story-task-search = 查找快件
story-task-trace = 查轨迹
story-task-weigh = 复核重量
story-task-ask-sender = 询问寄件人
story-task-ask-recipient = 询问收件人
story-task-ask-unit = 询问责任部门
story-task-find-video = 调取录像
story-task-correct-data = 更正数据
story-task-retrain = 培训
story-task-sanction = 处理责任人
story-task-other = 其他
story-result-done = 已完成
story-result-found = 已找到
story-result-not-found = 没有找到
story-result-not-possible = 办不到
story-evidence-trace = 轨迹
story-evidence-scan-record = 扫描记录
story-evidence-scale = 称重记录
story-evidence-video = 录像
story-evidence-statement = 当事人说明
story-evidence-document = 单据
story-stage-order = 下单环节
story-stage-pickup = 收寄环节
story-stage-transit = 中转运输环节
story-stage-delivery = 派送环节
story-stage-after-sales = 售后环节

error-no-such-task = 没有这项任务
    .safe = 什么都没有改动。
    .next = 请看最新的任务清单。
error-task-answered = 这项任务已经有结果
    .safe = 先前的结果没有改动。
    .next = 请看已记下的结果。
error-no-such-unit = 没有这个部门
    .safe = 什么都没有改动。
    .next = 请另选一个。
error-no-such-appeal = 没有这件申诉
    .safe = 什么都没有改动。
    .next = 请看工单的最新经过。
error-appeal-reported = 这件申诉已经答复
    .safe = 先前的答复没有改动。
    .next = 请看已记下的答复。
error-no-such-payment = 没有这笔付款
    .safe = 什么都没有改动。
    .next = 请看工单的最新经过。
error-payment-unchanged = 和现在记的金额一样
    .safe = 什么都没有改动。
    .next = 请写实际付出的金额。
error-rating-empty = 一项都没有选
    .safe = 什么都没有记下。
    .next = 请至少选一项。

## Putting a ticket right

amend-open = 更正
amend-title = 更正工单 { $number }
amend-how = 改掉记错的地方。原来的内容留在经过里,单号和已承诺的时限不变;客户签过名的回执要重新签。
amend-go = 记下更正
amend-category = 事由
amend-address = 地址
