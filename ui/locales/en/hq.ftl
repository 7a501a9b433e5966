# The words of headquarters' page. What the counter shows as well is in screen.ftl.

hq-mark = Counterfoil · HQ
hq-nav-tickets = Tickets
hq-nav-branches = Branches
hq-search = Find number, waybill, phone, name or words
hq-sign-out = Sign out
hq-newest-first = newest first

## Signing in

hq-sign-in = Sign in
hq-account = Account
hq-password = Password
hq-session-ended = You were signed out after a while; please sign in again
hq-wait = You can try again in { $seconds } s.
hq-failure-sign-in-refused = The account or the password is wrong
hq-failure-too-many-tries = Tried too often; please wait
hq-failure-unreachable = Headquarters cannot be reached
hq-failure-csrf = This page is out of date; please load it again
hq-failure-not-permitted = This account may not do that today
    .more = Please ask an administrator.
hq-no-role = This account has no role today
hq-no-role-who = Signed in: { $account }, { $unit }. Its roles have all ended, or have not begun.
hq-no-role-next = The tickets are safe at headquarters. Please ask an administrator for a role, then press Try again.
hq-failure-trouble = Headquarters has trouble at the moment
hq-failure-safe = Every ticket that arrived is safe. Please try again later.

## The list

hq-tickets-title = All tickets
hq-found-title = Found for “{ $text }”
hq-tickets-shown =
    { $more ->
        [yes] { $count } shown, more follow
       *[no] { $count ->
            [one] { $count } ticket
           *[other] { $count } tickets
        }
    }
hq-keys-move = move
hq-keys-open = open
hq-keys-back = back
hq-more = Show more
hq-col-number = Number
hq-col-kind = Kind
hq-col-category = Category
hq-col-branch = Branch
hq-col-who = Who came
hq-col-waybill = Waybill
hq-col-received = Received
hq-col-due = Next due
hq-col-photos = Evidence
hq-photos-none = none
hq-photos-all = { $named }
hq-photos-missing = { $held } of { $named }, some missing
hq-no-tickets = No tickets yet
hq-no-tickets-more = Tickets appear here by themselves when a counter has taken one and is online.
hq-nothing-found = Nothing found for “{ $text }”
hq-nothing-found-more = Any part of a number, waybill, phone, name or of what was told is enough, initials of a Chinese name too. Words set apart by spaces must all be there. Only branches in your care are searched.
hq-search-too-short = Type one character more
hq-found-phone = Phone
hq-found-name = Name
hq-found-contact = Contact
hq-found-address = Address
hq-found-story = Story
hq-found-demand = Demand
hq-found-goods = Goods kept
hq-found-note = Note
hq-forgotten = deleted
hq-shut = cannot be read

## A ticket

hq-taken = taken in { $at }
hq-taken-by = taken in by { $name }, { $at }
hq-no-such-ticket = There is no such ticket
hq-no-such-ticket-more = It may be outside the branches in your care.
hq-forgotten-title = Personal data was deleted on request
hq-forgotten-more = Counts, causes and amounts remain; names, phones, words and photos cannot be brought back.
hq-key-missing = The key of this ticket has not arrived
hq-key-missing-more = Until it does, names, phones and words cannot be read. The counter sends it by itself when it is next online.
hq-conflicts =
    { $count ->
        [one] One field was filled in differently and must be settled
       *[other] { $count } fields were filled in differently and must be settled
    }
hq-field-kind = Kind
hq-field-category = Category
hq-field-channel = Channel
hq-field-answer-by = How to answer
hq-field-role = Who came
hq-field-demands = Demands
hq-field-claimed-fen = Amount claimed
hq-field-shipment = Parcel
hq-field-last-known = Last known status
hq-field-told = What was told
hq-field-not-applied = An action that did not take effect
hq-field-circle = merged into each other (the later merging has no effect)

hq-evidence = Evidence
hq-evidence-none = This ticket has no photos.
hq-evidence-forgotten = The photos were deleted with the personal data.
hq-evidence-all = { $held } verified by hash
hq-evidence-some = { $held } verified by hash, { $missing } not here yet
hq-attachment-save = Save
hq-attachment-save-of = Save the attachment: { $slot }
hq-photo-view = Photo { $at }: { $slot }, look at it larger
hq-photo-missing = { $slot }: the photo is not here yet
hq-photo-not-here = not here yet
hq-photo-arriving = { $percent } % arrived
hq-photo-previous = Previous photo
hq-photo-next = Next photo
hq-photo-of = { $at } of { $count }
hq-photo-marked =
    { $count ->
        [one] { $count } mark: { $who }, { $when }
       *[other] { $count } marks: { $who }, { $when }
    }
hq-photo-bare = Without marks
hq-camera-says = the camera says: { $model }, { $time }
hq-skipped = Not taken: { $slot } ({ $reason })

hq-told = What was told
hq-told-shut = It cannot be read until the key arrives.
hq-told-forgotten = Deleted on request.
hq-party-sender = Sender
hq-party-recipient = Recipient
hq-party-agent = Agent
hq-demand = Demand
hq-items-kept = Items kept
hq-channel = Channel
hq-answer-by = answer: { $how }

hq-shipment = Parcel and money
hq-claimed = Claimed
hq-insured = Insured
hq-declared = Declared
hq-freight = Freight
hq-posted-on = Posted on
hq-promised-on = Promised for
hq-last-known = Last known

hq-promises = Promises
hq-promises-none = Nothing was promised.
hq-provisional = may become earlier when holidays are published

hq-delivery = Delivery
hq-delivered-from = From
hq-delivered-first = First received
hq-delivered-last = Last received
hq-delivered-lines =
    { $count ->
        [one] { $count } record
       *[other] { $count } records
    }
hq-delivered-all = all received
hq-delivered-missing =
    { $missing ->
        [one] one photo or attachment not here yet
       *[other] { $missing } photos and attachments not here yet
    }
hq-set-aside = Set aside
hq-set-aside-lines =
    { $count ->
        [one] one record could not be used
       *[other] { $count } records could not be used
    }

## The story

hq-story = Story
hq-story-opened =
    { $count ->
        [one] Taken in: { $kind } · { $category }, one promise made
       *[other] Taken in: { $kind } · { $category }, { $count } promises made
    }
hq-story-amended =
    { $count ->
        [one] One correction
       *[other] { $count } corrections
    }
hq-story-promise =
    { $count ->
        [one] One promise added or made earlier
       *[other] { $count } promises added or made earlier
    }
hq-story-photo = Photo: { $slot }
hq-story-attached = Attachment: { $slot } ({ $kind })
hq-story-skipped = { $slot } not taken: { $reason }
hq-story-note = Note
hq-story-retracted = One entry taken back
hq-story-print =
    { $copy ->
        [0] Receipt sent to print ({ $paper })
       *[other] Receipt sent to print ({ $paper }, copy { $copy })
    }
hq-story-annotated =
    { $count ->
        [0] Marks taken off the photo: { $slot }
        [one] { $count } mark over the photo: { $slot }
       *[other] { $count } marks over the photo: { $slot }
    }
hq-story-signed = The customer signed
hq-story-custody = An item was left, tag { $tag }
hq-story-released =
    { $to ->
        [customer] The item went back to the customer
        [recipient] The item went to the recipient
        [headquarters] The item went to headquarters
        [destroyed] The item was destroyed, as agreed
       *[other] The item went
    }
hq-story-task-set = Task set: { $task } · { $to }
hq-story-task-given = Task given: { $task } · { $to }
hq-story-task-answered = Task answered: { $task } · { $outcome }
hq-story-evidence = Evidence noted: { $kind }
hq-story-finding =
    { $cause ->
        [none] Finding made
       *[other] Finding made: { $cause }
    }
hq-story-adjudicated = Adjudicated: { $unit }
hq-story-improvement = To become better: { $unit }
hq-story-forgotten = Personal data deleted
hq-story-unknown = A record that this version does not know: { $kind }
hq-from-headquarters = Headquarters
hq-not-applied = Without effect: the status did not allow it
hq-paper-a5 = A5
hq-paper-roll80 = 80 mm roll
hq-paper-roll58 = 58 mm roll
hq-printed-printed = Printed
hq-printed-saved = Saved as a file

## Branches

hq-contact = last contact { $when }
hq-contact-never = never heard of
hq-revoked = Revoked
hq-waiting = { $lines } records and { $photos } photos wait
hq-nothing-waits = nothing waits
hq-no-counters = No counter is enrolled yet
hq-no-branches = There are no branches in your care

## Counters

hq-nav-counters = Counters
hq-nav-silent =
    { $count ->
        [one] { $count } is silent
       *[other] { $count } are silent
    }
hq-counters-shown =
    { $silent ->
        [none] { $count ->
            [one] { $count } counter, in contact
           *[other] { $count } counters, all in contact
        }
       *[some] { $count ->
            [one] { $count } counter
           *[other] { $count } counters
        }
    }{ $revoked ->
        [0] {""}
       *[other] {"; "}{ $revoked } revoked
    }
hq-counters-all = Show all { $count }
hq-counter-name = { $branch } { $counter }
hq-silent =
    { $count ->
        [one] One counter fell silent: { $names }
       *[other] { $count } counters fell silent: { $names }{ $others ->
            [0] {""}
           *[other] {" "}and { $others } more
        }
    }
hq-silent-more = Please call the branch: is the computer on, is the network there? What was written at the counter is kept there.
hq-silent-mark = Silent
hq-in-contact = In contact
hq-no-counters-more = A counter appears here once it has been enrolled with its code.
hq-col-counter = Counter
hq-col-standing = Standing
hq-col-contact = Last contact
hq-col-waiting = Waiting there
hq-col-clock = Clock
hq-col-version = Version
hq-col-volume = Volume of the log
hq-lines =
    { $count ->
        [one] { $count } record
       *[other] { $count } records
    }
hq-photos =
    { $count ->
        [one] { $count } photo
       *[other] { $count } photos
    }
hq-oldest = the oldest { $when }
hq-span =
    { $unit ->
        [seconds] { $count } s
        [minutes] { $count } min
        [hours] { $count } h
       *[days] { $count ->
            [one] { $count } day
           *[other] { $count } days
        }
    }
hq-ago = { $span } ago
hq-clock-right = right
hq-clock-slow = { $span } slow
hq-clock-fast = { $span } fast
hq-volume-since = since { $when }
hq-fork =
    { $lines ->
        [one] Another copy of this counter's data wrote: { $lines } record at place { $seq } of volume { $volume }, kept as evidence
       *[other] Another copy of this counter's data wrote: { $lines } records from place { $seq } of volume { $volume }, kept as evidence
    }
hq-replaced = replaced by { $name }

## Set aside

hq-asides-none = Nothing is set aside.
hq-asides-filed = { $count } put away
hq-col-reason = Why
hq-col-act = What may be done
hq-aside-no-ticket = no ticket
hq-aside-number-unknown = a ticket whose number is not known yet
hq-aside-place = place { $seq }
hq-aside-used = Tried again: the record is used now
hq-aside-filed = The record was put away
hq-aside-filed-at = put away { $when }
hq-aside-still = Tried again, still set aside: { $why }
hq-aside-still-here = tried again, still set aside
hq-aside-line-too-long = it is too long
hq-aside-line-not-utf8 = its characters cannot be read
hq-aside-line-byte-order-mark = it begins with a stray mark
hq-aside-line-break = it is broken in the middle
hq-aside-line-not-json = it is not written as records are
hq-aside-line-duplicate-key = it says one thing twice
hq-aside-line-float = it holds a number that is not whole
hq-aside-line-integer-range = it holds a number that is too large
hq-aside-line-version = a version that is not known here wrote it
hq-aside-line-field = a part of it is missing or wrong
hq-aside-line-no-ticket = it does not say which ticket it is about
hq-aside-chain-not-opened = its volume of the log was never opened
hq-aside-chain-opened-again = it opens a volume of the log that is open
hq-aside-chain-other-log = it belongs to another log
hq-aside-chain-gap = records before it are missing
hq-aside-chain-broken = it does not follow the record before it

## Carry-over

hq-carry = Take in a carry-over
hq-carry-what = A counter without a network writes what it could not send onto a USB stick. Choose that file, or drop it on this page.
hq-carry-choose = Choose the file
hq-carry-stop = Stop
hq-carry-sending = On its way
hq-carry-taking = All of it is here and is being checked and taken in
hq-carry-done = The carry-over was taken in
hq-carry-nothing-new = Nothing new: headquarters had all of it
hq-carry-before = What came before that stays:
hq-carry-new-lines = New records
hq-carry-known-lines = Records that were here
hq-carry-set-aside = Set aside
hq-carry-forked = Written by another copy, kept as evidence
hq-carry-new-photos = New photos
hq-carry-known-photos = Photos that were here
hq-carry-unnamed-photos = Photos that no record names, not kept
hq-carry-keys = Tickets whose key is here
hq-failure-carry-over-not-one = This file is not a carry-over
    .more = Nothing was taken in. Please choose the file that the counter wrote onto the stick.
hq-failure-carry-over-other-branch = This carry-over is of a branch that is not in your care
    .more = Nothing was taken in. Please give the stick to whoever looks after that branch.
hq-failure-carry-over-no-device = The counter of this carry-over is not known here
    .more = Nothing was taken in. Please ask the branch where the file is from, and keep it.
hq-failure-carry-over-sealed-elsewhere = This carry-over is sealed to another headquarters, or was changed
    .more = Please keep the file, and have the counter write it once more.
hq-failure-carry-over-cut-off = This carry-over breaks off before its end
    .more = Please copy it once more, or have the counter write it once more; nothing counts twice.
hq-failure-carry-over-damaged = Something in this carry-over cannot be read
    .more = Please have the counter write it once more; nothing counts twice.
hq-failure-carry-over-refused = The records of this carry-over are refused
    .more = Please keep the file, and have the counter write it once more.
hq-failure-carry-over-too-large = This file is too large for a carry-over
    .more = Nothing was taken in. No carry-over is larger than 4 GB; please choose the file that the counter wrote.
hq-failure-carry-over-busy = Other carry-overs are being taken in
    .more = Nothing is lost. Please try again in a moment.
hq-failure-disk-full = Headquarters' disk is full
    .more = What arrived is safe. Please make room at headquarters, then try again.
hq-failure-photo-store-gone = Headquarters' photo store does not answer
    .more = Nothing is lost; what has not come waits where it is. Please try again later.
hq-failure-photo-not-kept = Headquarters' photo store did not keep a photo
    .more = It is whole where it came from. Please tell headquarters' administrator, and try again later.
hq-failure-held-photo-damaged = Headquarters' copy of this photo is damaged
    .more = It is not shown. Please tell headquarters' administrator: a backup has it whole.
hq-failure-timeout = It took too long
    .more = What arrived is safe. Please try again; nothing counts twice.
hq-failure-not-found = It is not here any more
    .more = Somebody else may have seen to it. Please try again.

## Claims to decide

hq-nav-decisions = To decide
hq-decisions-title = To decide
hq-decisions-groups = Groups
hq-awaited-all = All
hq-awaited-decision = To decide
hq-awaited-release = To release
hq-awaited-too-late = Came too late
hq-col-claimed = Claimed
hq-col-assessed = Assessed or decided
hq-col-waits = Waits for
hq-no-due = No deadline
hq-waits-assessment = The branch's assessment
hq-waits-you = Your decision
hq-waits-others = Others: the amount is theirs
hq-waits-round = { $what }, round { $round }
hq-waits-release-you = Your release; { $name } decided
hq-waits-release = Release by another { $roles }; { $name } decided
hq-waits-too-late = The counter had moved on before the decision came; please look
hq-nothing-waits-title = Nothing to decide
hq-nothing-waits-here = Nothing in this group
hq-nothing-waits-more = Claims appear here as branches send them, earliest due first.

hq-case-of = { $at } of { $count }
hq-case-previous = Previous
hq-case-next = Next
hq-case-no-photos = This ticket has no photos. Consider whether some are needed before deciding.
hq-case-attached =
    { $count ->
        [one] And one attachment: save it from the ticket's page to look at it.
       *[other] And { $count } attachments: save them from the ticket's page to look at them.
    }
hq-photo-pick = Photo { $at }: { $slot }, bring to the front

hq-ladder = Amounts
hq-round =
    { $left ->
        [0] decided three times; no more
        [one] round { $round }, the last one
       *[other] round { $round }, { $left } left
    }
hq-round-short = Round { $round }
hq-rung-claimed = Claimed
hq-rung-proven = Proven
hq-rung-assessed = Assessed
hq-rung-approved = Approved
hq-rung-paid = Paid
hq-no-measure = Assessed: nothing is owed
hq-total = Total
hq-not-assessed = The branch has not assessed it yet. It can be sent back for more, or declined.
hq-policy-other = Assessed under other rules ({ $policy })
hq-policy-other-more = The measures below are reckoned anew by the present rules, { $policy }. Compare before deciding.
hq-alternatives = Measures side by side
hq-alternatives-on = reckoned for { $day } by rules { $policy }
hq-alternatives-differ = Reckoned today, { $amount } is proposed: another sum than was assessed.
hq-alternative-proposed = Proposed
hq-alternative-assessed = Taken by the branch
hq-confidence = sureness { $letter }
hq-lacks = lacking: { $what }
hq-left-out = { $line } left out: { $what } is not known
hq-reckoned = How it was reckoned

hq-look = Look at this first
hq-flags-none = Nothing stands out.
hq-proofs = Proofs
hq-proofs-none = Such a claim needs no proof.
hq-proof-given = { $proof }, given { $day }
hq-proof-waived = Waived: { $why }
hq-proof-owed = { $proof }, owed by { $day }
hq-proof-late = { $proof }, owed by { $day } and not brought
hq-proof-missing = Missing; one of: { $any }
hq-time-limits = Limits of time
hq-limit-over = Over since { $day }
hq-limit-runs = Until { $day }
hq-limit-unknown = The day it counts from is not known
hq-exemptions = Exemptions
hq-exemption-no-effect = no effect on such an item

hq-decided-so-far = Decided and paid so far
hq-verdict-approve = Approved
hq-verdict-change = Changed to
hq-verdict-decline = Declined
hq-verdict-ask-back = Sent back for more
hq-standing-waiting = Waits for another { $roles } to release it
hq-standing-released = Released by { $name }, { $at }
hq-standing-too-late = No effect: the ticket had moved on when it came
hq-standing-replaced = Replaced by a later decision
hq-departure-is = Above what was assessed or claimed: { $why }
hq-paid = Paid { $amount }
hq-method-cash = cash
hq-method-transfer = bank transfer
hq-method-wechat = WeChat
hq-method-alipay = Alipay
hq-method-coupon = coupon
hq-known = What else is known
hq-of-customer = Other tickets of this phone ({ $count })
hq-of-customer-none = None among the branches you look after.
hq-of-waybill = Other tickets of this waybill ({ $count })
hq-of-waybill-none = None.
hq-tickets-lists = Which tickets
hq-kin-suspected = Possible duplicates
hq-kin-days = Tickets that came in the last { $days } days and look like one matter, or the same again, with a ticket of any branch
hq-kin-arrived = came { $at }
hq-kin-none = No possible duplicates
hq-kin-none-so-far = None among those that came last
hq-kin-none-more = Each ticket that comes is compared with those of all branches by waybill and phone. What is linked or merged is listed no more.
hq-kin-elsewhere =
    { $count ->
        [one] { $branch } ({ $code }) has one that may belong here ({ $kin }); it is outside the branches you look after.
       *[other] { $branch } ({ $code }) has { $count } that may belong here ({ $kin }); they are outside the branches you look after.
    }
hq-kin-across = A ticket always belongs to the branch that took it in: tickets of two branches can be linked, not merged. Both branches see the link.
hq-kin-take-back = Take back
hq-kin-goes-on-in = Goes on in
hq-kin-goes-on-here = Goes on here:
hq-kin-refused-ticket-changed = The ticket has changed. Look at it, then do it again.
hq-kin-refused-already-linked = These tickets are linked already.
hq-kin-refused-already-merged = This ticket goes on in another one already.
hq-kin-refused-merged-away = This ticket goes on in another one; do it there.
hq-kin-refused-other-merged-away = The other ticket goes on elsewhere itself; merge into the last one.
hq-kin-refused-merge-in-a-circle = The other ticket goes on in this one; it cannot go back.
hq-kin-refused-merge-across-branches = Tickets of two branches cannot be merged; link them.
hq-kin-refused-merge-with-practice = A practice ticket cannot be merged with a real one.
hq-kin-refused-merge-with-money = Money was decided or paid on this ticket; it cannot go on in another.
hq-kin-refused-ticket-forgotten = The personal data of one of them was deleted; they can be linked no more.
hq-kin-refused-ticket-key-missing = The key of one of them has not come yet. Wait until its counter is connected.
hq-kin-refused-not-permitted = You may not work on tickets today.
hq-kin-refused-not-found = The ticket at the other end is outside the branches you look after.
hq-earlier-claimed = claimed { $amount }
hq-earlier-approved = approved { $amount }
hq-earlier-paid = paid { $amount }

hq-verdicts = Decision
hq-do-approve = Approve
hq-do-change = Change the amount
hq-do-decline = Decline
hq-do-ask-back = Send back
hq-do-release = Release
hq-may-up-to = You may decide up to { $amount } alone.
hq-may-all = You may decide any amount alone.
hq-may-first = This amount takes two: you first, then another { $roles }.
hq-may-release = This decision waits for you. Look at the evidence before you release it.
hq-dialog-approve = Approve as assessed
hq-dialog-change = Another amount
hq-dialog-decline = Decline the claim
hq-dialog-ask-back = Send back for more
hq-dialog-release = Release the decision
hq-confirm-approve = Paid as assessed. The branch gets the decision and tells the customer.
hq-confirm-change = Paid this amount. The branch gets the decision with its reason and tells the customer.
hq-confirm-decline = Nothing is paid. The branch gets the reason and explains it to the customer.
hq-confirm-ask-back = The branch asks the customer for more. This does not count as a round.
hq-confirm-release = You release { $name }'s decision. It takes effect at once, and the branch tells the customer.
hq-confirm-second = Takes effect only when another { $roles } releases it
hq-take = Take over:
hq-no-amount = Type an amount, such as 1500.00
hq-departure = Why it is above what was assessed or claimed
hq-departure-when = where it is
hq-departure-none = It is not above
hq-reason = Reason
hq-question = What is needed
hq-reason-hint = Only this ticket's branch and headquarters can read it.
hq-checking = Checking…
hq-go-on = Go on
hq-back-to-typing = Back
hq-done-approve = Approved { $amount }
hq-done-change = Changed to { $amount }
hq-done-decline = Declined
hq-done-ask-back = Sent back to the branch
hq-done-release = Released { $amount }
hq-done-waits = Decided { $amount }; waits for a second person
hq-done-more = It is in headquarters' log; the branch gets it as soon as it is connected.
hq-done-waits-more = Until it is released it has no effect, and the customer is told nothing.
hq-changed = The ticket changed while you looked; nothing was decided
hq-changed-more = This is new. Look at it, then decide.
hq-or = {" or "}
hq-role-clerk = clerk
hq-role-back-office = back office
hq-role-operations = operations
hq-role-quality = quality
hq-role-manager = manager
hq-role-adjuster = adjuster
hq-role-approver = approver
hq-role-administrator = administrator

hq-refused-no-claim = Nothing is claimed or assessed here, so there is nothing to decide.
hq-refused-practice = This ticket is for practice; it is not decided.
hq-refused-ticket-forgotten = The personal data was deleted; it can be decided no more.
hq-refused-ticket-key-missing = The ticket's key has not come yet, so nobody can read it. Wait until its counter is connected.
hq-refused-status-not-open = The ticket is “{ $status }”. This can be decided while it is registered or investigated.
hq-refused-rounds-over = Decided { $rounds } times; no more. A customer who still disagrees is told where to appeal.
hq-refused-not-assessed = The branch has not assessed it yet, so no amount can be approved. Send it back, or decline.
hq-refused-ticket-changed = The ticket has changed. Look at it, then decide.
hq-refused-nothing-awarded = The amount is zero. To pay nothing, decline.
hq-refused-amount-too-large = The amount is too large to be kept.
hq-refused-unknown-word = The present rules do not have that ground or reason. Load the page again and choose another.
hq-refused-reason-wanted = Write the reason, or what is needed.
hq-refused-ground-wanted = Name at least one rule by which nothing is paid.
hq-grounds = By which rules nothing is paid
hq-grounds-found = found
hq-grounds-add = Another rule
hq-grounds-other = Choose a rule
hq-grounds-drop = Take back { $rule }
hq-refused-departure-wanted = Above { $amount }, choose a reason from the list.
hq-refused-already-paid = Money was paid on the earlier decision; it stays.
hq-refused-nothing-to-release = No such decision waits; perhaps somebody else has dealt with it.
hq-refused-amount-for-others =
    { $has ->
        [yes] This amount is for: { $roles }. You may decide up to { $amount } alone.
       *[no] This is for: { $roles }.
    }
hq-refused-amount-for-nobody = Nobody may decide this amount. Ask an administrator.
hq-refused-same-person = This is your own decision; another person must release it.
hq-refused-first-may-not = Who decided first has no such role today. Decide anew.

hq-story-proof =
    { $standing ->
        [given] Proof: { $name } (given)
        [owed] Proof: { $name } (owed)
        [waived] Proof: { $name } (waived)
       *[other] Proof: { $name }
    }
hq-story-assessed = Assessed: { $amount }
hq-decided-approve = Approved
hq-decided-change = Changed to
hq-decided-decline = Declined
hq-decided-ask-back = Sent back for more
hq-story-decided = { $verdict } { $amount }
hq-story-released-decision = Decision released
hq-story-paid = Paid { $amount }, voucher { $voucher }
hq-story-priority = Priority: { $priority }
hq-story-risk = Risk: { $grade }
hq-story-sorted =
    { $answered ->
        [accepted] Sorted as suggested: { $category }
        [overridden] Sorted otherwise than suggested: { $category }
       *[other] Sorted: { $category }
    }
hq-story-linked =
    { $kin ->
        [same_matter] The same matter as { $number }
        [repeat] Happened again after { $number }
        [split_from] Split from { $number }
       *[other] Linked with { $number }
    }
hq-story-merged = Goes on in { $number }
hq-story-rated = The customer gave { $stars } stars ({ $way })
hq-story-contact = Contact: { $outcome }
hq-contact-reached = reached
hq-contact-no-answer = no answer
hq-contact-wrong-number = wrong number
hq-contact-refused = refused to talk

## The rules

hq-nav-policies = Rules
hq-policies-count =
    { $count ->
        [one] One version
       *[other] { $count } versions
    }
hq-policies-none = There are no rules
hq-policies-only = These are the rules that came with the program. Once you publish a version, every one of them stays here to be read and saved.
hq-policy-version = Version
hq-policy-stands = Standing
hq-policy-holds = Holds
hq-policy-words = What is new
hq-policy-published = Published
hq-policy-document = Document
hq-policy-bundled = Came with the program
hq-policy-unreadable = This version of the program cannot read it; the document can still be saved.
hq-policy-save = Save the document of { $version }
hq-policy-save-short = Save
hq-policy-standing-in-force = In force
hq-policy-standing-to-come = To come
hq-policy-standing-past = Past
hq-policy-standing-replaced = Replaced the same day
hq-policy-sections = Parts of the rules
hq-policy-search = Find in this version
hq-policy-rows =
    { $count ->
        [one] one rule
       *[other] { $count } rules
    }
hq-policy-nothing-found = Nothing found for “{ $text }”
hq-policy-nothing-found-more = Try other words, or choose a part on the left.
hq-publish-title = Publish rules
hq-publish-file = Choose a rules document
hq-publish-what = It is checked first, then you see what would change; nothing is published before you confirm.
hq-publish-choose = Choose a file
hq-publish-choose-other = Choose another file
hq-publish-examining = Being checked
hq-publish-go-on = Publish this version
hq-publish-from = It holds from { $from }.
hq-publish-dialog = Publish { $version }
hq-publish-words = What is new
hq-publish-words-hint = Everybody reads this in the list of versions.
hq-publish-for-ever = It cannot be taken back or changed
hq-publish-for-ever-more = To put something right, publish another version. Dates that customers were told stay as they are.
hq-publish-do = Publish
hq-publish-done = { $version } is published
hq-publish-done-more = Counters take it up at their next contact, and go by it from { $from }.
hq-publish-to-list = See every version
hq-change-title = { $version } against { $against }
hq-change-counts = { $added } new, { $changed } changed, { $gone } gone.
hq-change-rule = Rule
hq-change-how = Change
hq-change-was = Now
hq-change-will = Then
hq-change-added = New
hq-change-changed = Changed
hq-change-gone = Gone
hq-change-untold = These parts of the document differ as well
hq-change-untold-more = No table shows them; please look at them in the document.
hq-policy-warning-year-missing = No calendar for { $about }: its days are reckoned from weekends and statutory holidays, and dates are provisional
hq-policy-warning-year-provisional = The calendar of { $about } is provisional; publish again when its notice has come
hq-policy-warning-section = Something else holds in { $about }
hq-policy-warning-section-branch-unknown = There is no branch { $about }; what is said for it holds nowhere yet
hq-policy-warning-section-region-unknown = No branch is in the region { $about }; that part holds nowhere yet. Set it with counterfoil-hq unit region
hq-policy-warning-begins-today = It holds from today; counters without a network come by it later
hq-policy-warning-ends = It says that it ends on { $about }; without another version it goes on holding
hq-policy-warning-no-change = Nothing is different from { $about }
hq-fault-safe = Nothing was published; the rules in force are unchanged.
hq-policy-days =
    { $from ->
        [none] { $until ->
            [none] Until further notice
           *[other] Until { $until }
        }
       *[other] { $until ->
            [none] From { $from }
           *[other] { $from } to { $until }
        }
    }
hq-fault-policy-unreadable = This is no rules document, or its form is wrong ({ $where })
    .next = Look at commas, quotes and brackets there, or save the version in force as a model.
hq-fault-policy-empty = Something is missing: { $where }
    .next = Please add it and choose the file again.
hq-fault-policy-twice = Something is there twice: { $where }
    .next = Please take one out, or give it another code.
hq-fault-policy-unresolved = It names something that is not there: { $where }
    .next = Check the code, or add what it names.
hq-fault-policy-unmapped = A category has no class: { $where }
    .next = Please say which class it is in that scheme.
hq-fault-policy-words = Words are not complete: { $where }
    .next = Both Chinese and English are needed, and names in braces must be known.
hq-fault-policy-law-clock = The law's seven days do not run for every { $where }
    .next = Complaints and claims must be handled and told within 7 days, no longer and never standing still.
hq-fault-policy-absurd = A figure or a date cannot be: { $where }
    .next = Please put it right and choose the file again.
hq-fault-policy-no-promise = It cannot be promised: { $where }
    .next = A promise needs a date that can be told; keep it among yourselves, or change its term.
hq-fault-policy-gap = Some days would be without rules: { $where }
    .next = Let it begin where the one before ends, or add the missing years.
hq-fault-policy-below-law = Less than the law gives: { $where }
    .next = What the law gives cannot be lowered.
hq-fault-policy-lenient = A region would be less strict than the country: { $where }
    .next = Terms in a region can only be shorter.
hq-fault-policy-unsourced = No source is named: { $where }
    .next = Rules of compensation and of the law's terms must name their source.
hq-fault-policy-authority = Who may approve is not clear: { $where }
    .next = Amounts must follow on without a gap, each with somebody who may approve.
hq-fault-policy-past = Its first day, { $where }, is over
    .next = Let it begin today or later.
hq-fault-policy-published = Version { $where } was published already
    .next = What was published cannot be changed; give it another version.
hq-fault-policy-too-large = The document has more than 1 MiB
    .next = Make sure that this is the rules document.
hq-fault-policy-not-text = The document is not UTF-8 text
    .next = Save it as UTF-8 in your editor.
hq-fault-other = It cannot be published ({ $code })
    .next = Please mend the document and try again.
hq-fault-policy-wordless = Please say what is new

hq-policy-section-calendars = Calendar
hq-policy-section-clocks = Time limits we keep
hq-policy-section-compensation = Compensation
hq-policy-section-authority = Who may approve
hq-policy-section-documents = Proofs
hq-policy-section-categories = Categories
hq-policy-section-photos = Photos
hq-policy-section-playbooks = Playbooks
hq-policy-section-investigation = Finding out
hq-policy-section-weighing = Priority and risk
hq-policy-section-phrases = Ready phrases
hq-policy-section-follow-up = Follow-up and satisfaction
hq-policy-section-retention = Keeping and targets
hq-policy-section-texts = Words on papers
hq-policy-section-sections = Regions and branches
hq-policy-section-lists = Lists
hq-policy-section-carriers = Carriers and numbers
hq-policy-section-keywords = Words that suggest a category
hq-policy-section-rules = Rules and sources
hq-policy-table-calendars = Holidays and make-up days by year
hq-policy-table-clocks = Every clock
hq-policy-table-usual-reminders = Usual reminders
hq-policy-table-regions = Stricter terms in regions
hq-policy-table-limits = Other limits
hq-policy-table-services = Services and their law
hq-policy-table-incidents = What each category usually is
hq-policy-table-measures = Measures
hq-policy-table-floors = What no version may lower
hq-policy-table-time-limits = Time limits of claims
hq-policy-table-exemptions = Exemptions
hq-policy-table-reviews = What needs a second look
hq-policy-table-flags = Flags for whoever decides
hq-policy-table-departures = Why more than was assessed may be paid
hq-policy-table-authority = Who may approve how much
hq-policy-table-proof-needs = What a claim needs
hq-policy-table-proofs = Accepted proofs
hq-policy-table-waivers = Why a proof may be waived
hq-policy-table-categories = Every category
hq-policy-table-schemes = Others' classes
hq-policy-table-photo-sets = Which matters need which
hq-policy-table-slots = Photo slots
hq-policy-table-playbooks = Playbooks
hq-policy-table-units = Responsible units
hq-policy-table-stages = What is asked of each stage
hq-policy-table-causes = Causes and what usually follows
hq-policy-table-search = When a parcel that is not found counts as lost
hq-policy-table-inquiry = Searches, tasks and evidence
hq-policy-table-impact = Impact
hq-policy-table-priorities = Priorities
hq-policy-table-risk = Risk
hq-policy-table-grades = Risk grades
hq-policy-table-phrases = Ready phrases
hq-policy-table-follow-up = Telling and asking
hq-policy-table-follow-up-outcomes = What came of it
hq-policy-table-aspects = What stars are given for
hq-policy-table-rating-ways = How customers are asked
hq-policy-table-retention = How long it is kept
hq-policy-table-targets = What a branch aims at
hq-policy-table-texts = Words on papers
hq-policy-table-amount-words = How sums are explained
hq-policy-table-sections = Where it differs
hq-policy-table-lists = Lists
hq-policy-table-own-carrier = Our company
hq-policy-table-waybills = Shapes of numbers
hq-policy-table-keywords = Words for each category
hq-policy-table-word-lists = Special words
hq-policy-table-word-groups = Words that say the same
hq-policy-table-suggesting = When something is offered
hq-policy-table-rules = Every rule
hq-policy-column-amount = Amount
hq-policy-column-answers-for = Answers for
hq-policy-column-any-of = One of
hq-policy-column-aspect = Aspect
hq-policy-column-area = Sent
hq-policy-column-begins = Begins
hq-policy-column-branch = Branch
hq-policy-column-called-elsewhere = Called elsewhere
hq-policy-column-carrier = Carrier
hq-policy-column-carriers = Carriers of nothing else
hq-policy-column-category = Category
hq-policy-column-cause = Cause
hq-policy-column-citation = Citation
hq-policy-column-claimant = Claimant
hq-policy-column-classes = Classes
hq-policy-column-code = Code
hq-policy-column-confidence = How sure
hq-policy-column-counts-from = Counts from
hq-policy-column-departure = Reason
hq-policy-column-effect = At its end
hq-policy-column-ends = Ends
hq-policy-column-exemption = Exemption
hq-policy-column-factor = Factor
hq-policy-column-flag = Flag
hq-policy-column-for-whom = For
hq-policy-column-from = Amount
hq-policy-column-from-points = Points
hq-policy-column-grade = Grade
hq-policy-column-group = Group
hq-policy-column-hint = What it must show
hq-policy-column-holidays = Holidays
hq-policy-column-incident = What happened
hq-policy-column-instead = What differs
hq-policy-column-keywords = Words
hq-policy-column-kind = Kind of ticket
hq-policy-column-law = Law
hq-policy-column-least = At least
hq-policy-column-make-up-days = Make-up days
hq-policy-column-meaning = Meaning
hq-policy-column-measure = Measure
hq-policy-column-need = Proof
hq-policy-column-offered = May be taken
hq-policy-column-outcome = Outcome
hq-policy-column-pauses = Stands still
hq-policy-column-place = Where
hq-policy-column-playbook = Playbook
hq-policy-column-points = Points
hq-policy-column-priority = Priority
hq-policy-column-proof = Proof
hq-policy-column-question = Question
hq-policy-column-reason = Reason
hq-policy-column-reckoned = How it is reckoned
hq-policy-column-region = Region
hq-policy-column-reminders = Reminders
hq-policy-column-required = Must be taken
hq-policy-column-role = Who may
hq-policy-column-scheme = Scheme
hq-policy-column-second-person = Second person
hq-policy-column-service = Service
hq-policy-column-shape = Shape
hq-policy-column-shortcut = Shortcut
hq-policy-column-slot = Slot
hq-policy-column-source = Source
hq-policy-column-stage = Stage
hq-policy-column-standing = Standing
hq-policy-column-steps = Steps
hq-policy-column-sure = Nobody else's
hq-policy-column-target = Target
hq-policy-column-term = Term
hq-policy-column-threshold = Threshold
hq-policy-column-told = Told
hq-policy-column-unit = Unit
hq-policy-column-used-for = Used for
hq-policy-column-waiver = Reason
hq-policy-column-way = Way
hq-policy-column-what = What
hq-policy-column-when = When
hq-policy-column-who = Who
hq-policy-column-whose = Whose rule
hq-policy-column-why = Why
hq-policy-column-words = Words
hq-policy-column-year = Year

## Finding out, tasks, who caused it

hq-investigation-none = Nothing has been written yet
hq-tasks-open = { $count ->
        [one] { $count } task open
       *[other] { $count } tasks open
    }
hq-task-given = given by headquarters to { $to }
hq-task-set = set by the branch for { $to }
hq-task-open = { $by }
hq-task-late = { $by }, overdue
hq-task-answered = answered
hq-task-answered-late = answered late
hq-evidence-noted = Evidence noted
hq-evidence-photo = with a photo
hq-evidence-overwritten = Will be overwritten on { $day }
hq-adjudication = Adjudication
hq-give-task = Give a task
hq-task-to = To
hq-task-to-whom = Please choose who is to do it
hq-task-to-branch = Branch { $branch } { $code }
hq-task-elsewhere = This branch sees the ticket's number and waybill, and what you write here; no names, phones or photos.
hq-task-contents-hint = What was in the parcel, so that it is found.
hq-task-due = Last day
hq-task-due-example = A day such as 2026-11-25
hq-task-words-hint = The branch of the ticket reads it.
hq-task-words-elsewhere = Both branches read it. Please name nobody.
hq-adjudicate = Adjudicate
hq-adjudicate-go = Record adjudication
hq-adjudicate-whom = Please choose the responsible unit
hq-adjudicate-finding = Rests on the finding
hq-adjudicate-no-finding = On none
hq-question-open = not answered
hq-investigation-ticket-changed = Something new was written to this ticket; nothing was sent. Look at it behind this window, then send again.
hq-investigation-ticket-finished = The ticket is finished; nobody is sent after it
hq-investigation-ticket-forgotten = The customer's data is deleted; nothing more is written
hq-investigation-ticket-key-missing = The ticket's key has not arrived yet
hq-investigation-merged-away = The ticket goes on in another; please write there
hq-investigation-practice = This is a practice ticket
hq-investigation-no-such-person = They do not work at the branch any more
hq-investigation-no-such-unit = The rules of today do not name this unit
hq-investigation-no-such-branch = This branch is not in your care
hq-investigation-no-such-finding = The finding is not there any more
hq-investigation-unknown-word = The rules of today do not have this choice; please load the page again
hq-failure-day-passed = The day is over

## Accounts, one's own account, the audit log

hq-nav-staff = Administration
hq-nav-accounts = Accounts
hq-nav-audit = Audit log
hq-own = My account
hq-role-auditor = auditor
hq-settle-password = Choose a password of your own first
hq-settle-password-more = The password of { $account } was handed to you by somebody else. Everything else comes after you have chosen your own.
hq-settle-step = Set up the second step first
hq-settle-step-more = The roles of { $account } need a second step. Everything else comes after it is set up.
hq-password-now = Password today
hq-password-new = New password
hq-password-again = New password once more
hq-password-hint = At least 10 characters
hq-password-unlike = The two are not the same
hq-password-change = Change the password
hq-password-changed = The password is changed; every other place is signed out
hq-step = Second step
hq-step-on = On
hq-step-missing = Not set up
hq-step-none = Not set up. Signing in takes the password alone.
hq-step-since = Since { $when } signing in takes the telephone's code. { $codes ->
        [one] 1 recovery code is
       *[other] { $codes } recovery codes are
    } left.
hq-step-due = The roles of this account need a second step; please set it up before { $when }
hq-step-why = Beside the password, signing in takes six digits from an authenticator on your telephone. Whoever learns the password stays outside.
hq-step-replace = For another telephone, set it up again here. The old codes and recovery codes end then.
hq-step-begin = Set up the second step
hq-step-begin-again = Set up again
hq-step-scan = Scan this code with the authenticator on your telephone
hq-step-typed = Or type this by hand:
hq-step-code = Code
hq-step-code-hint = The six digits that the authenticator shows
hq-step-code-lost = The authenticator's six digits, or a recovery code if the telephone is not at hand
hq-step-code-old = The code of today, or a recovery code
hq-step-confirm = Confirm
hq-step-done = The second step is on
hq-step-codes-once = These ten recovery codes are shown this once.
hq-step-codes-more = Each stands for a code once. Write them down or print them, and keep them apart from the telephone.
hq-step-codes-noted = I have noted them
hq-step-for = The password of { $account } is right
hq-step-other = Another account
hq-sessions = Where you are signed in
hq-session-line = Signed in { $began }, last used { $used }
hq-session-this = Here
hq-session-end = Sign out there
hq-accounts-shown =
    { $closed ->
        [0] { $count } in all
       *[other] { $count } in all, { $closed } more closed
    }
hq-accounts-none = No accounts yet
hq-accounts-none-more = The accounts of your unit and those below it stand here.
hq-col-unit = Unit
hq-col-roles = Roles
hq-col-signed-in = Last signed in
hq-signed-in-never = Never
hq-account-add = New account
hq-account-change = Change
hq-account-own = You
hq-account-open = Open
hq-account-new = New password due
hq-account-closed = Closed
hq-account-locked = Locked until { $when }
hq-account-name-hint = What is typed to sign in, such as wu.lei
hq-account-unit-hint = It sees the tickets of this unit and those below it
hq-account-save = Save
hq-account-unlock = Unlock
hq-account-password = Give a new password
hq-account-step-off = Take the second step off
hq-account-close = Close
hq-account-close-sure = It is signed out at once; the audit log stays.
hq-account-close-yes = Close it
hq-account-reopen = Open again
hq-roles-hint = Only roles that you hold yourself, and no longer than you hold them. Days may be left empty.
hq-role-days = { $role } ({ $from } to { $until })
hq-role-from = { $role } (from { $from })
hq-role-until = { $role } (until { $until })
hq-role-from-label = { $role }: first day
hq-role-until-label = { $role }: last day
hq-given = A one-time password for { $name }
hq-given-more = It is shown this once. Tell it to its owner in person or by phone; they must change it when they first sign in.
hq-given-noted = Handed over
hq-audit-shown =
    { $more ->
        [yes] { $count } shown, older ones follow
       *[no] { $count } in all
    }
hq-audit-any = Everything
hq-audit-act = What was done
hq-audit-about = Ticket number, device or account
hq-audit-day = Day
hq-audit-all = Show all
hq-audit-save = Save as CSV
hq-audit-at = Time
hq-audit-what = About
hq-audit-outcome = Outcome
hq-audit-address = From
hq-audit-command-line = Command line
hq-audit-nobody = (no such account)
hq-audit-none = Nothing fits
hq-audit-none-more = Numbers and accounts are to be written in full.
hq-audit-empty = Nothing yet
hq-audit-empty-more = Who looked at what and who did what is kept here, and never deleted.
hq-outcome-shown = Shown
hq-outcome-begun = Begun
hq-outcome-done = Done
hq-outcome-failed = Failed
hq-outcome-not-found = Not there, or not theirs to see
hq-outcome-refused = Refused
hq-act-signed-in = Signed in
hq-act-sign-in-failed = Failed to sign in
hq-act-password-fitted = Gave the right password, no code yet
hq-act-sign-in-locked = Locked at sign-in
hq-act-signed-out = Signed out
hq-act-session-ended = Ended an own session
hq-act-password-changed = Changed the own password
hq-act-second-step-set = Set up the second step
hq-act-recovery-code-used = Signed in by recovery code
hq-act-tickets-listed = Listed tickets
hq-act-tickets-searched = Searched tickets
hq-act-ticket-opened = Opened a ticket
hq-act-photo-opened = Looked at photos
hq-act-attachment-saved = Saved an attachment
hq-act-claim-decided = Decided a claim
hq-act-claim-released = Released a decision
hq-act-task-given = Gave a task
hq-act-fault-adjudicated = Adjudicated fault
hq-act-kin-linked = Linked tickets
hq-act-kin-merged = Merged tickets
hq-act-kin-taken-back = Took back a link or merging
hq-act-aside-handled = Handled a line set aside
hq-act-carry-over-taken-in = Took in a carry-over
hq-act-policy-published = Published rules
hq-act-audit-read = Read the audit log
hq-act-audit-exported = Exported the audit log
hq-act-account-added = Added an account
hq-act-account-roles-changed = Changed an account's roles
hq-act-account-unit-changed = Changed an account's unit
hq-act-password-given = Gave an account a password
hq-act-second-step-removed = Took a second step off
hq-act-account-unlocked = Unlocked an account
hq-act-account-closed = Closed an account
hq-act-account-opened = Opened an account
hq-act-person-added = Added a branch's person
hq-act-person-changed = Changed a branch's person
hq-act-unit-added = Added a unit
hq-act-region-set = Set a unit's region
hq-act-code-offered = Gave out an enrolment code
hq-act-recovery-offered = Gave out a recovery code
hq-act-code-withdrawn = Withdrew an enrolment code
hq-act-device-revoked = Revoked a device
hq-act-release-added = Added a release
hq-act-release-staged = Set a release's stage
hq-act-release-paused = Paused a release
hq-act-release-withdrawn = Withdrew a release
hq-act-backup-made = Made a backup
hq-act-backup-restored = Restored a backup
hq-act-headquarters-moved = Moved headquarters into another database
hq-act-logs-exported = Exported the logs
hq-act-projections-rebuilt = Rebuilt the lists
hq-act-ticket-forgotten = Forgot a customer
hq-failure-code-wanted = The code is wanted
hq-failure-code-refused = The code is wrong, or was used before
hq-failure-password-change-wanted = Choose a password of your own first
hq-failure-second-step-wanted = Set up the second step first
hq-failure-audit-unwritten = Headquarters cannot note who looks, so nothing is shown
    .more = Nothing was lost. Please try again later, and tell an administrator.
hq-failure-password-wrong = The password of today is wrong
hq-failure-password-short = A new password has at least 10 characters
hq-failure-password-same = The new password cannot be that of today
hq-failure-name-wanted = An account's name has 1 to 64 characters without spaces around them
hq-failure-name-taken = There is an account of this name already
hq-failure-role-unknown = There is no such role
hq-failure-role-not-held = This needs a role that you do not hold yourself, or not for as long. Ask an administrator who holds it, or use the command on headquarters' machine.
hq-failure-account-changed = Somebody has changed this account in the meantime; look at it again
hq-failure-offer-over = This code to scan is good for 10 minutes, and only where it was asked for; begin again
hq-failure-roles-wanted = Choose at least one role
hq-failure-unit-not-held = This unit is not within yours
hq-failure-own-account = Nobody changes their own account; ask another administrator
hq-failure-last-administrator = This is the last account that looks after accounts; it stays open

## Codes for counters

hq-versions = Versions:
hq-counter-manage = Recover or revoke
hq-code-new = New counter
hq-code-letter = Counter letter
hq-code-used = In use: { $letters }
hq-code-name = Name of the counter
hq-code-name-hint = “{ $letter } 柜” where nothing is written
hq-code-make = Make a code
hq-code-given = A one-time code, shown this once
hq-code-until = Good until { $when }. Type, paste or scan it at that computer.
hq-code-recover = Make a recovery code
hq-code-recover-why = The computer broke, was set up anew or lost its keys: another one carries its work on with this code, and the old one may only hand in what it has.
hq-revoke = Revoke it
hq-revoke-why = From then on this computer may hand in what it has and take nothing new. The reason stands in the audit log.
hq-revoke-reason = Why it is revoked
hq-codes = Enrolment codes not used yet
hq-codes-count = { $count }
hq-codes-jump = { $count ->
    [one] { $count } code not used yet
   *[other] { $count } codes not used yet
  }
hq-code-for = For
hq-code-for-new = A new counter
hq-code-for-recovery = Carrying work on
hq-code-ends = Ends
hq-code-withdraw = Withdraw
hq-releases = Versions of the counters' program
hq-releases-others = Given out by accounts that see every unit
hq-releases-none = No new version has been published yet. Add one at headquarters with counterfoil-hq release add.
hq-release-stage = Goes to
hq-release-run = In use
hq-release-percent = { $percent } % of the counters
hq-release-units = And all of { $units }
hq-release-unit-gone = a unit that is gone
hq-release-counters = { $count } of { $all } counters
hq-release-staged = Given out
hq-release-paused = Paused
hq-release-withdrawn = Withdrawn
hq-release-unsigned = Signature not known
hq-release-no-file = File not at headquarters
hq-release-file-unknown = Whether the file is here cannot be seen now
hq-release-changed = { $when } { $account }
hq-release-restage = Change who gets it
hq-release-pause = Pause
hq-release-withdraw = Withdraw
hq-release-stage-title = Who gets { $version } ({ $target })
hq-release-pause-title = Pause { $version } ({ $target })
hq-release-withdraw-title = Withdraw { $version } ({ $target })
hq-release-percent-label = How many of the counters
hq-release-percent-other = Percent
hq-release-percent-wrong = Please give a whole number from 0 to 100
hq-release-about = About { $count } of { $all } counters
hq-release-units-label = And all counters of these units
hq-release-units-hint = One a line, by code or name; may stay empty
hq-release-stage-what = A wider stage takes nobody out. Counters that have it keep it.
hq-release-pause-what = Counters that do not have it yet get it no more until it is given out again. Those that have it go on with it.
hq-release-withdraw-what = No counter ever gets this version again, and that cannot be undone. Counters that have it go on with it and do not go back; to put something right, publish a higher version.
hq-release-stage-do = Give it to { $percent } %
hq-release-pause-do = Pause it
hq-release-withdraw-do = Withdraw it for ever
hq-failure-letter-taken = A counter of this branch, or an open code, has this letter; revoke or withdraw it first, or take another
hq-failure-device-replaced = Another device took over its work already
hq-failure-release-taken = Another release of this version is here already
hq-failure-release-withdrawn = This release was withdrawn; publish a higher version instead
hq-failure-release-file-missing = The release's file is not at headquarters; add the release again with its file
hq-failure-release-refused = Counters would refuse this release
hq-failure-stage-wanted = A stage is 0 to 100 percent, and names at most 200 units
hq-failure-unit-unknown = There is no such unit
hq-failure-reason-wanted = Please say why
hq-failure-address-unknown = It is not set where headquarters is reached; start it once with --public-address

## Other systems

hq-nav-services = Other systems
hq-services-shown =
    { $over ->
        [0] { $count } in all
       *[other] { $count } in use, { $over } more ended or revoked
    }
hq-services-none = No other system yet
hq-services-none-more = A hotline, an app or a mini-program that is to bring tickets or ask for them gets a token of its own here.
hq-service = System
hq-service-add = New system
hq-service-make = Make the token
hq-service-change = Change
hq-service-by = Added by { $account }
hq-service-scopes = May
hq-scope-tickets-read = Ask for tickets
hq-scope-tickets-write = Bring tickets
hq-service-branch = Default branch
hq-service-branch-hint = The branch's four characters; its tickets go there that name no branch
hq-service-until = Last day
hq-service-until-hint = Left empty, the token has no end
hq-service-endless = No end
hq-service-used = Last called
hq-service-good = Good
hq-service-ended = Ended
hq-service-revoked = Revoked
hq-service-name-hint = Such as “WeChat mini-program”; it stands in the audit log
hq-service-unit-hint = It sees and brings tickets of this unit and those below it, and no others
hq-service-token = The token of { $name }
hq-service-token-more = It is shown this once. Whoever has it can do what the system may: hand it over where nobody else can read it.
hq-service-copy = Copy
hq-service-copied = Copied
hq-service-renew = Make another token
hq-service-renew-why = The token it has now ends at once; the system stands still until it has the new one.
hq-service-revoke = Revoke
hq-service-revoke-sure = From its next call on it may do nothing, for good. What it brought stays.
hq-service-revoke-yes = Revoke it
hq-audit-service = { $name } (other system)
hq-act-service-added = Added another system
hq-act-service-token-given = Gave another system a new token
hq-act-service-revoked = Revoked another system
hq-act-ticket-taken-in = Took in a ticket
hq-failure-service-name-wanted = A system's name has 1 to 40 characters without spaces around them
hq-failure-scope-wanted = Choose at least one thing that it may do
hq-failure-branch-unknown = There is no branch of this code
hq-failure-branch-outside = This branch is not within the chosen unit
hq-failure-end-over = The last day is over already
hq-failure-letter-own = This letter is headquarters' own in this branch; take another
## Other systems that are told

hq-nav-webhooks = Webhooks
hq-webhooks-shown =
    { $failing ->
        [0] { $count } in all
        [1] { $count } in all, 1 of them fails
       *[other] { $count } in all, { $failing } of them fail
    }
hq-webhooks-none = No other system is told yet
hq-webhooks-none-more = A webhook tells another system, such as a CRM, when something happens to a ticket. It names the ticket and nothing personal.
hq-webhook-add = New webhook
hq-webhook-system = System
hq-webhook-hears = Hears of
hq-webhook-delivered = Last delivered
hq-webhook-never = Never
hq-webhook-waiting = Waiting
hq-webhook-given-up = Given up
hq-webhook-made = Added
hq-webhook-kinds =
    { $all ->
        [yes] Everything
       *[no] { $count ->
            [1] 1 kind of news
           *[other] { $count } kinds of news
        }
    }
hq-since = since { $when }
hq-webhook-is-good = Delivered
hq-webhook-is-new = Nothing told yet
hq-webhook-is-failing = Fails
hq-webhook-is-paused = Paused
hq-webhook-is-gone = Refused for good
hq-webhook-name = Name
hq-webhook-name-hint = The system that is told, such as CRM
hq-webhook-url = Address
hq-webhook-url-hint = https://… — http only for this machine itself
hq-webhook-unit-hint = It hears of the tickets of this unit and those below it. This cannot be changed later.
hq-webhook-what = What it is told of
hq-webhook-everything = Everything
hq-webhook-thin = Only the ticket's number, kind, category and status are sent. Whoever is told asks headquarters for the rest.
hq-webhook-secret = Secret of { $name }
hq-webhook-secret-once = It is shown this once
hq-webhook-secret-more = The receiver checks with it that a message comes from headquarters. Give it to whoever runs the receiver, and to nobody else.
hq-webhook-secret-renewed = For one day messages are signed with the old secret as well, so that nothing is lost while the receiver is changed.
hq-webhook-secret-noted = Handed over
hq-webhook-copy = Copy
hq-webhook-copied = Copied
hq-webhook-ping = Send a test
hq-webhook-pinged = A test is on its way; what came of it stands below in a moment.
hq-webhook-pause = Pause
hq-webhook-resume = Resume
hq-webhook-renew = Renew secret
hq-webhook-renew-sure = A new secret is made. The old one goes on signing beside it for one day.
hq-webhook-renew-yes = Renew it
hq-webhook-remove = Remove
hq-webhook-remove-sure = It is told nothing more, and its log goes. This cannot be taken back.
hq-webhook-remove-yes = Remove it
hq-webhook-leave = Leave it
hq-webhook-gone = The receiver answered that it wants no more (HTTP 410)
hq-webhook-gone-more = It is paused. Once its owner has put it right, resume it: what happened meanwhile is told then.
hq-webhook-paused-since = Paused since { $when }
hq-webhook-paused-more = What happens meanwhile is told when it is resumed.
hq-webhook-failing-since = It has failed since { $when }
hq-webhook-failing-more = Each message is tried again for about three days, and then given up. Nothing is lost: what was given up can be tried again below.
hq-webhook-former = Old secret
hq-webhook-former-until = Good until { $when }
hq-webhook-not-here = This webhook is not here any more
hq-webhook-try-all = Try the { $count } given up again
hq-webhook-tried-again =
    { $count ->
        [1] One message is tried again now.
       *[other] { $count } messages are tried again now.
    }
hq-deliveries = Messages
hq-deliveries-none = Nothing was sent yet
hq-deliveries-none-more = It hears of what happens from the moment it was added. Send a test to see whether it can be reached.
hq-deliveries-none-so = No message stands so
hq-delivery-all = All
hq-delivery-waiting = Waiting
hq-delivery-delivered = Delivered
hq-delivery-given-up = Given up
hq-delivery-made = Time
hq-delivery-news = News
hq-delivery-last = Last try
hq-delivery-open = Every try
hq-delivery-tries =
    { $count ->
        [1] 1 try
       *[other] { $count } tries
    }
hq-delivery-untried = Not tried yet
hq-delivery-again = Again { $when }
hq-delivery-try = Try now
hq-delivery-every-try = Every try
hq-delivery-body = What is sent
hq-try-timeout = No answer in 10 seconds
hq-try-refused = Nobody listens there
hq-try-tls = No encrypted connection
hq-try-dns = No such name
hq-try-lost = Connection lost
hq-news-ping = Test
hq-news-ticket-opened = Ticket opened
hq-news-ticket-amended = Ticket corrected
hq-news-ticket-promise-made = Promise made
hq-news-ticket-status-changed = Status changed
hq-news-ticket-closed = Ticket closed
hq-news-ticket-merged = Ticket merged
hq-news-ticket-appealed = Appeal forwarded
hq-news-ticket-rated = Rated by the customer
hq-news-ticket-forgotten = Customer forgotten
hq-news-claim-assessed = Claim assessed
hq-news-claim-decided = Claim decided
hq-news-claim-released = Decision released
hq-news-claim-paid = Claim paid
hq-news-claim-payment-corrected = Payment corrected
hq-act-webhook-added = Added a webhook
hq-act-webhook-changed = Changed a webhook
hq-act-webhook-secret-renewed = Renewed a webhook's secret
hq-act-webhook-removed = Removed a webhook
hq-act-webhook-tried = Sent to a webhook
hq-failure-webhook-name-wanted = A webhook's name has 1 to 60 characters
hq-failure-webhook-kinds-wanted = Choose at least one kind of news
hq-failure-webhooks-too-many = There are 100 webhooks; remove one first
hq-failure-webhook-address-unreadable = This is no address; it begins with https://
hq-failure-webhook-address-long = This address is too long
hq-failure-webhook-address-not-encrypted = The address must begin with https; http is only for this machine itself
hq-failure-webhook-address-credentials = Leave the name and password out of the address
hq-failure-webhook-address-fragment = Leave out what stands behind #
hq-failure-webhook-address-no-receiver = No receiver can be at this address
