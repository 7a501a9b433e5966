# The words of the customer's page. Whoever reads them holds a slip and knows no word of the house.

public-title = How far it is
public-mark = Counterfoil · Your ticket
public-loading = Looking it up, one moment please
public-again = Refresh
public-retry = Try again
public-other = Look up another slip

## Asking

public-ask-title = How far is my matter?
public-ask-how = Scan the QR code on your slip with a phone and the answer opens by itself. You may also type the number and the code from your slip.
public-ask-number = Ticket number
public-ask-number-hint = Under the bar code of your slip, such as HB03-260105-A0021-7
public-ask-code = Code
public-ask-code-hint = 16 letters and digits on your slip; capitals and hyphens do not matter
public-ask-label = Or paste the link of the QR code
public-ask-hint = It begins with https:// and has /t#1. in it
public-ask-private = The code opens this one ticket. Please do not pass it on.
public-ask = Look it up
public-wrong-number = Please type the whole number, such as HB03-260105-A0021-7
public-wrong-code = The code has 16 letters and digits

## What went wrong

public-failure-slip-unreadable = The number or the link is not complete
    .more = Please check the number and the code, or scan the code on the slip again, or paste the link from its beginning to its end.
public-failure-slip-refused = No ticket belongs to this slip
    .more = Please check the number and the code on your slip, or scan its code again. If it was printed just now, the branch may not be online yet. If nothing is found later either, please ask the branch that gave it to you.
public-failure-too-many-tries = Too many tries
    .more = Your ticket is not affected.
public-wait =
    { $seconds ->
        [0] You may try again now.
        [one] You may try again in { $seconds } second.
       *[other] You may try again in { $seconds } seconds.
    }
public-failure-unreachable = No connection
    .more = Please check your network and try again. Your ticket is not affected.
public-failure-trouble = Something is wrong on our side
    .more = Your ticket is not affected. Please try again in a few minutes.
public-old = What you see is from { $at }, not the latest.

## Where it stands

public-status-registered = Taken in
public-status-investigating = Being looked into
public-status-waiting-for-customer = Waiting for you
public-status-proposed = There is a proposal
public-status-agreed = Agreed
public-status-settled = Done
public-status-answered = Answered
public-status-declined = Answered: not accepted, or no compensation
public-status-withdrawn = Withdrawn by you
public-status-closed = Closed
public-next = What happens next
public-next-registered = We will look into it and contact you by the dates below.
public-next-investigating = We are looking into it and will tell you what we found by the dates below.
public-next-waiting-for-customer = We are waiting for papers or an answer from you. Please call the branch, or come with your slip.
public-next-proposed = The branch will tell you the proposal, and you decide whether to accept it. You may also come with your slip.
public-next-agreed = We will do what was agreed.
public-next-settled = What was agreed has been done. If nothing has reached you, please call the branch.
public-next-answered = We have answered you. If anything is unclear, please call the branch.
public-next-declined = The reasons stand in the letter from the branch. If you do not agree, ask the branch for a review, or appeal as said below.
public-next-withdrawn = We stopped, as you wished. To take it up again, please call the branch.
public-next-closed = This matter is finished. If anything is unclear, please call the branch.
public-next-due = { $what }: { $due }
public-next-late = { $what }: was promised { $due }, not done yet
public-merged = This matter goes on under number { $number }
    .more = Its own slip shows how far it is; if you have none, please ask the branch. What stands here is kept.
public-late = We are late
    .more = Something that we promised was not done in time. We are sorry. You may ask us to hurry, or appeal right away; how is said below.
public-practice = This is a practice ticket
    .more = A clerk made it to learn the desk. It is not real, and its dates and amounts mean nothing.

## How fresh it is

public-as-of = Looked up { $at }
public-last-line = Headquarters last got news of this ticket: { $at }
public-heard = The counter that took it in was last in contact: { $at }
public-heard-never = The counter that took it in has not been in contact yet
public-may-be-behind = The counter may be offline; what was done there since cannot be seen here yet. The branch knows the latest.

## Promises and steps

public-promises = What we promised
public-by-day = by the end of { $day }
public-by-moment = by { $moment }
public-promise-running = under way
public-promise-kept = done, { $at }
public-promise-kept-late = done, but late, { $at }
public-promise-late = late
public-provisional = provisional until the year's holidays are published
public-steps = What was done

## Money and papers

public-decision = Decision
public-decision-at = made { $at }
public-verdict-approve = Compensation is granted
public-verdict-change = Compensation is granted, of another amount
public-verdict-decline = No compensation
public-verdict-ask-back = We need more from you
public-decision-under-review = The matter is being looked into again; this decision may change.
public-decision-offer = This is an offer. It is paid once you accept it.
public-grounds = It rests on
public-paid-all = Paid in full
public-paid-part = { $paid } paid, { $left } still to pay
public-paid-nothing = Not paid yet; { $left } to pay
public-paid = { $paid } paid
public-payment = { $fen } paid { $at }
public-owed = Please bring
public-owed-by = by { $day }
public-owed-late = was due { $day }

## The ticket, the branch, the regulator

public-about = The ticket
public-category = About
public-opened = Taken in
public-who = Who came
public-phone = Phone
public-waybill = Waybill
public-claimed = Amount claimed
public-branch = The branch
public-appeal = If you are not satisfied
public-privacy = Your personal details

## Stars, once the matter is over

public-rating = Are you satisfied?
public-rating-how = Give stars as you found it, and leave out what you like. They help us to do better and change nothing of the outcome.
public-rating-timeliness = Speed
public-rating-attitude = Courtesy
public-rating-safety = Care of the item
public-rating-handling = Outcome
public-rating-unsaid = Not rated
public-rating-words = Anything to add (optional)
public-rating-give = Send
public-rating-change = Change it
public-rating-thanks = Thank you, we have your rating.
public-rating-empty = Please rate at least one
public-star-1 = Very poor
public-star-2 = Poor
public-star-3 = Fair
public-star-4 = Good
public-star-5 = Very good
public-failure-rating-too-early = It is too early to rate
    .more = You can rate once the matter is over.
public-failure-rating-closed = This ticket takes no more ratings
    .more = If you have more to say, please call the branch.

## A ticket that is not shown

public-on-its-way = The slip is good, its ticket is on its way
    .more = One of our branches printed this slip. The ticket has not reached headquarters yet; the branch may be offline. The promised times run all the same. Please look again later.
public-first-due = The earliest promise: by { $moment }
public-forgotten = The contents of this ticket were deleted
    .more = They were older than we keep them, or you asked us to delete them. Everything personal is gone; the number, the dates and the amounts stay.
