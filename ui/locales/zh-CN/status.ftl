# The words of the customer's page. Whoever reads them holds a slip and knows no word of the house.

public-title = 受理进度
public-mark = 存根 · 受理查询
public-loading = 正在查询,请稍候
public-again = 刷新
public-retry = 再试一次
public-other = 查另一张回执

## Asking

public-ask-title = 查询受理进度
public-ask-how = 用手机扫一扫回执上的二维码,就会直接打开结果。也可以输入回执上的工单号和查询码。
public-ask-number = 工单号
public-ask-number-hint = 印在回执的条形码下面,如 HB03-260105-A0021-7
public-ask-code = 查询码
public-ask-code-hint = 回执上的 16 位字母和数字,大小写都可以,短横可以不输
public-ask-label = 或者粘贴二维码的链接
public-ask-hint = 以 https:// 开头,里面有 /t#1. 这几个字符
public-ask-private = 查询码只用来打开这一张工单,请不要告诉别人。
public-ask = 查询
public-wrong-number = 请把工单号输完整,如 HB03-260105-A0021-7
public-wrong-code = 查询码是 16 位字母和数字

## What went wrong

public-failure-slip-unreadable = 号码或链接不完整
    .more = 请核对工单号和查询码,或重新扫一次回执上的二维码,或者把整个链接从头到尾粘贴进来。
public-failure-slip-refused = 没有找到对应的工单
    .more = 请核对回执上的号码和查询码,或再扫一次二维码。如果回执刚刚打印,网点也可能还没有联网。仍然查不到时,请联系开具回执的网点。
public-failure-too-many-tries = 查询次数过多
    .more = 工单没有受影响。
public-wait =
    { $seconds ->
        [0] 现在可以再试了。
       *[other] { $seconds } 秒后可以再试。
    }
public-failure-unreachable = 网络不通
    .more = 请检查网络后再试。工单没有受影响。
public-failure-trouble = 系统暂时出了问题
    .more = 工单没有受影响,请过几分钟再试。
public-old = 下面是 { $at } 查到的内容,不是最新的。

## Where it stands

public-status-registered = 已受理
public-status-investigating = 核查中
public-status-waiting-for-customer = 等您补充
public-status-proposed = 已有处理方案
public-status-agreed = 已达成一致
public-status-settled = 已办结
public-status-answered = 已答复
public-status-declined = 已答复:不予受理或不予赔付
public-status-withdrawn = 您已撤回
public-status-closed = 已结案
public-next = 接下来
public-next-registered = 我们会安排核查,并在下面的时限前联系您。
public-next-investigating = 我们正在核查,会在下面的时限前把结果告诉您。
public-next-waiting-for-customer = 我们在等您补充材料或答复。请联系受理网点,或者带上回执到网点办理。
public-next-proposed = 网点会把处理方案告诉您,由您决定是否接受。您也可以带上回执到网点办理。
public-next-agreed = 我们会按商定的方案办理。
public-next-settled = 商定的事已经办完。如果您没有收到,请联系受理网点。
public-next-answered = 我们已经答复您。如果还有疑问,请联系受理网点。
public-next-declined = 理由请看网点给您的书面说明。不同意的,可以请网点复核,也可以按下面的办法申诉。
public-next-withdrawn = 这件事已按您的意思停办。要重新提出,请联系受理网点。
public-next-closed = 这件事已经办完。如果还有疑问,请联系受理网点。
public-next-due = { $what }:{ $due }
public-next-late = { $what }:应在 { $due }做到,还没有做到
public-merged = 这件事合并到工单 { $number } 继续处理
    .more = 请用那张工单的回执查进度;没有那张回执时,请联系网点。这里已有的记录会保留。
public-late = 我们超时了
    .more = 有承诺没有按时做到,对不起。您可以催办,也可以直接申诉,办法在本页下方。
public-practice = 这是练习用的工单
    .more = 它由店员练习时填写,不是真实业务,页面上的日期和金额都不作数。

## How fresh it is

public-as-of = 查询时间 { $at }
public-last-line = 总部收到这张工单的最近一条消息:{ $at }
public-heard = 受理柜台最近一次联系总部:{ $at }
public-heard-never = 受理柜台还没有联系过总部
public-may-be-behind = 柜台可能没有联网,之后办的事这里还看不到。最新情况请问网点。

## Promises and steps

public-promises = 我们的承诺
public-by-day = { $day } 当天内
public-by-moment = { $moment } 前
public-promise-running = 进行中
public-promise-kept = 已做到,{ $at }
public-promise-kept-late = 做到了,但晚了,{ $at }
public-promise-late = 已超时
public-provisional = 暂定,待公布节假日安排
public-steps = 办理经过

## Money and papers

public-decision = 处理决定
public-decision-at = { $at } 作出
public-verdict-approve = 同意赔付
public-verdict-change = 同意赔付,金额有调整
public-verdict-decline = 不予赔付
public-verdict-ask-back = 需要您补充材料
public-decision-under-review = 这件事正在重新核查,上面的决定可能改变。
public-decision-offer = 这是给您的方案,您接受后才会付款。
public-grounds = 依据
public-paid-all = 已付清
public-paid-part = 已付 { $paid },还应付 { $left }
public-paid-nothing = 还没有付款,应付 { $left }
public-paid = 已付 { $paid }
public-payment = { $at } 付了 { $fen }
public-owed = 还请您提供
public-owed-by = { $day } 前
public-owed-late = 已过 { $day }

## The ticket, the branch, the regulator

public-about = 工单
public-category = 事由
public-opened = 受理时间
public-who = 来人
public-phone = 电话
public-waybill = 运单号
public-claimed = 索赔金额
public-branch = 受理网点
public-appeal = 不满意怎么办
public-privacy = 您的个人信息

## Stars, once the matter is over

public-rating = 您满意吗?
public-rating-how = 请按实际感受打分,不想评的可以空着。评价只用来改进服务,不影响处理结果。
public-rating-timeliness = 及时
public-rating-attitude = 态度
public-rating-safety = 物品安全
public-rating-handling = 处理结果
public-rating-unsaid = 没有评
public-rating-words = 想说的话(可不填)
public-rating-give = 提交评价
public-rating-change = 修改评价
public-rating-thanks = 谢谢您,评价已经收到。
public-rating-empty = 请至少评一项
public-star-1 = 很不满意
public-star-2 = 不满意
public-star-3 = 一般
public-star-4 = 满意
public-star-5 = 很满意
public-failure-rating-too-early = 现在还不能评价
    .more = 事情办结以后就可以评价。
public-failure-rating-closed = 这张工单不能再评价了
    .more = 还有想说的,请联系受理网点。

## A ticket that is not shown

public-on-its-way = 回执有效,工单还在路上
    .more = 这张回执是我们的网点开具的,工单还没有传到总部,网点可能没有联网。承诺的时限照常计算,请稍后再查。
public-first-due = 最早的承诺:{ $moment } 前
public-forgotten = 这张工单的内容已经删除
    .more = 它已超过保存期限,或者已按您的要求删除。与您个人有关的内容都已不在,只留下单号、日期和金额。
