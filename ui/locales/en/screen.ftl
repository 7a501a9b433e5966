# The words of the counter's screens. Short, polite, no jargon. An error says what happened, what is safe, what to do next.

## Everywhere

close = Close
cancel = Cancel
undo = Undo
try-again = Try again
loading = Reading…
opening = Opening
optional = optional
# What stands between two sentences.
sentence-gap = {" "}
list-comma = ,{" "}
skip-to-screen = Skip to the screen

## Time

time-today = today
time-tomorrow = tomorrow
time-yesterday = yesterday
time-just-now = just now
time-minutes-ago = { $count } min ago
time-date = { $weekday } { $day } { $month }
time-date-year = { $weekday } { $day } { $month } { $year }
time-moment = { $day } { $clock }
time-by-day =
    { $when ->
        [today] today
       *[other] by { $day }
    }
time-by-moment = by { $day } { $clock }
time-left =
    { $unit ->
        [minutes] { $count } min left
        [hours] { $count } h left
       *[days]
            { $count ->
                [one] { $count } day left
               *[other] { $count } days left
            }
    }
time-late =
    { $unit ->
        [minutes] { $count } min late
        [hours] { $count } h late
       *[days]
            { $count ->
                [one] { $count } day late
               *[other] { $count } days late
            }
    }

## The frame

nav-label = Main screens
nav-intake = Intake
nav-board = Board
nav-search = Search
nav-day = Day
nav-settings = Settings
nav-keys = Keys
nav-overdue = { $count } overdue
header-place = { $branch } · { $counter }
find-label = Find a ticket
find-placeholder = Scan, or type a number or name
find-last = Just scanned { $scan }
practice-title = Practice
practice-words = Tickets here do not count, never leave this computer, and print as practice.
guide-title = Before the first customer
guide-left =
    { $count ->
        [one] One step left
       *[other] { $count } steps left
    }
guide-all-done = All is ready
guide-close = Put away
guide-open = See the first steps again
guide-done = Done
guide-to-do = To do
guide-go = Do it
guide-enrolment = Enrol this counter
    .more = With the code that headquarters gave you.
guide-printer = Print a test page
    .more = See that Chinese, bar codes and width are right, and that there is paper.
guide-scanner = Scan a code
    .more = Stay on this page and scan any label.
guide-camera = Take a test shot
    .more = It is not kept. Without a camera this can be left out.
guide-people = A PIN for everybody
    .more = With PINs the counter locks itself when nobody is there.
guide-practice = Take in a ticket for practice
    .more = Practice never goes to headquarters and counts in no summary.
practice-end = End practice
practice-enrol = Enrol this counter
revoked-title = Headquarters has switched this counter off
revoked-words = No new tickets can be taken in. What is here can be read and printed for 24 hours, and what is not confirmed is still delivered. Please call headquarters.

## Kinds, statuses, actions

kind-enquiry = Enquiry
kind-trace = Trace
kind-complaint = Complaint
kind-suggestion = Suggestion
kind-claim = Claim

status-registered = Registered
status-investigating = Investigating
status-waiting-for-customer = Waiting for customer
status-proposed = To be told
status-agreed = Agreed
status-settled = Settled
status-answered = Answered
status-declined = Declined
status-withdrawn = Withdrawn
status-closed = Closed

action-words = Words
action-answer = Answer
    .words = What was answered
action-investigate = Start investigating
action-ask-customer = Ask the customer
    .words = What the customer is asked for
action-customer-replied = Customer replied
    .words = What the customer gave
action-propose = Propose an outcome
    .words = What is proposed
action-accept = Customer accepts
action-refuse = Customer refuses
    .words = What the customer said
action-settle = Done as agreed
    .words = How it was done
action-decline = Decline
    .words = Why; the customer will read it
action-withdraw = Customer withdraws
    .words = What the customer said
action-close = Close
action-reopen = Take up again
    .words = Why it is taken up again

acted-answer = Answered the customer
acted-investigate = Started investigating
acted-ask-customer = Asked the customer
acted-customer-replied = Customer replied
acted-propose = Proposed an outcome
acted-accept = Customer accepted
acted-refuse = Customer refused
acted-settle = Done as agreed
acted-decline = Declined
acted-withdraw = Customer withdrew
acted-close = Closed
acted-reopen = Taken up again

## Keys

keys-title = Keys
keys-place-everywhere = Everywhere
keys-place-intake = Intake
keys-place-list = Lists
keys-place-ticket = Ticket
keys-place-photo = Photos
keys-scan-note = The scanner works wherever the cursor stands; what is half typed stays as it is.
key-new-ticket = Next customer
key-board = Board
key-search = Search
key-day = The day's figures
key-settings = Settings
key-leave = Leave the counter, change places
key-customer-window = Open or close the customer's screen
key-palette = Find anything
key-help = All keys
key-back = One step back
key-phrases = Choose a phrase, in a long text
key-undo = Undo the last step
key-kind = Choose the kind
key-go-on = Go on
key-line-break = New line
key-waybill = To the waybill
key-add-photo = Take or add a photo
key-accept-suggestion = Take the suggested matter
key-read-back = Read back to the customer
key-save-and-print = Save and print
key-save = Save only
key-row = Previous, next
key-open-row = Open
key-sign = The customer signs
key-correct = Correct the ticket
key-weigh = Set priority and risk
key-kin = Link another ticket
key-claim-proof = Record proofs
key-claim-assess = Assess the claim
key-claim-decision = See the decision
key-claim-pay = To the payment
key-claim-contact = Record a contact
key-reprint = Print a copy
key-mark-arrow = Draw an arrow
key-mark-ring = Draw a ring
key-mark-blur = Blur
key-mark-place = Put one in the middle
key-mark-move = Move the mark; without one, change the photo
key-mark-stretch = Change its size
key-mark-remove = Delete the mark
key-mark-undo = Undo
key-marks-save = Save the marks
key-marks-hide = Without marks
key-photos-beside = Two side by side
key-photo-step = Previous, next photo

palette-title = Find anything
palette-placeholder = A command, draft, number or name…
palette-nothing = Nothing found. The last digits of a number often help.
palette-keys = Command
palette-drafts = Draft
palette-tickets = Ticket
palette-look = Look
palette-draft = Go on with { $who }
palette-screen-zh = 界面改为中文
palette-screen-en = Switch the screen to English
palette-theme = Look: { $theme }

## Intake

intake-kind = Kind
intake-save-print = Save and print
intake-save = Save only
intake-none = There is no draft here yet.
intake-revoked = This counter takes in no new tickets
    .more = Existing tickets can still be found and printed.
drafts = Drafts
drafts-more = { $count } more
drafts-fewer = Fewer
draft-nameless = No name yet
draft-discard = Discard draft
draft-discarded = Draft discarded

part-parcel = Parcel
part-who = Who
part-story = What happened
part-photos = Photos

field-waybill = Waybill
field-waybill-example = Scan or type
field-carrier = Carrier
field-posted-on = Posted on
field-promised-on = Promised for
field-date-example = e.g. 11-14
field-last-status = Last status
field-last-status-from = Known from
field-last-status-at = Seen at
field-moment-example = e.g. 11-20 16:20
field-channel = Came by
field-answer-by = Answer by
field-role = Who came
field-name = Name
field-phone = Phone
field-party-name = { $who }
field-party-phone = { $who } phone
field-party-address = { $who }: address
field-other-contact = Other contact
field-category-group = Matter
field-category = { $group }: which
field-story = In the customer's words
field-demands = They ask for
field-demand-text = In their words
field-freight = Freight (¥)
field-insured = Insured (¥)
field-declared = Declared (¥)
field-claimed = Claimed (¥)
field-items-kept = Left with us
not-asked = Not asked
who-more = More: addresses, other contact, where the status is from
who-more-short = More
parcel-carrier-none = Not sure
parcel-carrier-maybe = Perhaps { $name }

label-says = The label says
label-use = Use it
label-use-instead = Use this instead
label-use-this = Use { $waybill }
label-differs = Not as on the label, which says
label-read = Read the number off the photos
label-reading = Reading the photos…
label-nothing = No number could be read off the photos
label-failed = The photos could not be read; please scan or type the number
same-waybill =
    { $count ->
        [one] Same waybill before: { $kind }, { $when }
       *[other] Same waybill before, { $count } times; last: { $kind }, { $when }
    }
same-waybill-look = Look

photos-owed = { $owed } still owed
photos-complete = None owed
photos-taken = { $taken } taken
photos-how = Pick, drop or paste
photos-pick = Choose photos or files
photo-removed = Photo removed
photo-added = Photo added
attachment-removed = Attachment removed
attachment-added = Attachment added
attachment-pdf = PDF
attachment-video = Video
attachment-file = File
attachment-size = { $megabytes } MB
attachment-save = Save a copy
attachment-save-of = Save a copy: { $name }
attachment-saved = Saved as { $path }
attachment-unopened = Attachments are kept unchanged and are not opened here.
slot-taken = Taken
slot-taken-many = { $count } photos
slot-attached = { $kind }, { $size }
slot-owed = Owed
slot-optional = Optional
slot-skipped = Skipped: { $reason }
slot-busy = Preparing…
slot-remove = Remove photo: { $name }
slot-skip = Why there is none: { $name }
slot-skip-short = Skip

camera-title = Camera
camera-open = Use the camera
camera-close = Close the camera
camera-picture = What the camera sees
camera-starting = The camera is starting…
camera-which = Choose a camera
camera-nameless = Camera { $number }
camera-size = { $width } × { $height }
camera-shoot = Take the photo
camera-of = { $settled } of { $required } required photos seen to
camera-after = Next: { $name }
camera-kept = Taken: { $name }
camera-again = Take again
camera-none-yet = What was taken is shown here.
camera-no-slot = This ticket asks for no photos.
camera-missed = This one was not taken; those before are safe. Please take it again.
camera-file = Choose a file
camera-safe = Photos already taken are safe.
camera-or-file = A file works too.
camera-unsupported = This computer cannot take photos here
    .next = Please choose a file, or drop or paste a photo.
camera-missing = No camera was found
    .next = Please plug one in and try again.
camera-refused = The system does not allow the camera
    .next = Please allow it for this program in the system's settings, and try again.
camera-busy = Another program is using the camera
    .next = Please close that program and try again.
camera-lost = The camera is gone
    .next = It goes on once it is plugged in again.
camera-failed = The camera does not start
    .next = Please unplug it, plug it in, and try again.

slip-title = Receipt
slip-size = Paper
slip-language = Language of the paper
slip-page = Receipt, page { $page } of { $pages }
slip-turn = Pages
slip-before = Page before
slip-after = Next page
slip-at = Page { $page } of { $pages }
slip-empty = The receipt grows here as you type.
slip-failed = The receipt cannot be drawn just now; you can go on typing
slip-substituted = The printer's font lacks these characters; the paper will show 〓: { $characters }
paper-a4 = A4
paper-a5 = A5
paper-roll80 = 80 mm
paper-roll58 = 58 mm
paper-language-zh = 中
paper-language-en = EN
paper-language-both = 中 + EN

done-title = Saved
done-printing = Printing the receipt…
done-printed =
    { $copy ->
        [0] Receipt printed: { $printer }
       *[other] Copy printed: { $printer }
    }
done-saved-as-file = There is no printer; the receipt was saved as a file and opened
    .more = The ticket says 'not printed'. Once there is a printer, print it from the ticket.
done-not-printed = The ticket is saved; the receipt was not printed
done-safe = The ticket is safe.
done-no-print-wanted = Saved without printing
done-next = Next customer
done-open = Open this ticket
done-print = Print the receipt
done-print-again = Print again
done-delivery = The status bar says when headquarters has confirmed it.

## Problems at a field; what blocks saving

problem-other = Please look at this again ({ $code }).
problem-name-missing = Please enter a name.
problem-contact-missing = Please enter a phone or another contact, so that we can answer.
problem-category-missing = Please choose the matter.
problem-story-missing = Please write down what the customer says.
problem-text-too-long = That is too long; please keep it under 30,000 characters.
problem-not-an-amount = Please enter a number, such as 1500 or 23.50.
problem-money-negative = An amount cannot be negative.
problem-money-below-fen = An amount has at most two decimals.
problem-money-too-large = That amount is too large; please check.
problem-not-a-date = Please enter a date, such as 11-14.
problem-missing = Please fill this in.
problem-not-a-number = Please enter a whole number.
problem-moment = The time was not understood; try 16:20 or 11-20 16:20.
problem-date = The date was not understood; try 11-14 or 2026-11-14.
problem-words-needed = Please write a few words first.

## Hints at a field; never in the way

hint-other = Please check once more.
hint-waybill-too-short = Shorter than most waybill numbers; please check, or scan again.
hint-waybill-too-long = Longer than most waybill numbers; please check.
hint-waybill-strange-character = It holds a character that waybills rarely have; please check.
hint-waybill-s10-check-digit = The check digit does not match; one digit may be wrong.
hint-waybill-no-pattern = No known carrier numbers parcels so; you can go on.
hint-phone-unassigned-mobile = A rare mobile range; please check with the customer.
hint-phone-unusual-abroad = Unusual for Hong Kong, Macau or Taiwan; please check.
hint-phone-unusual-shape = Not a usual phone number; please check.
hint-claimed-not-said = Not said yet

## Board

board-overdue = Overdue
board-due-today = Due today
board-to-be-told = To be told
board-waiting-customer = Waiting for customer
board-waiting-headquarters = Waiting for headquarters
board-recent = Recent
board-how = change list
board-empty = No tickets yet
    .more = Saved tickets stand here, the nearest due time first.
board-none-overdue = Nothing is overdue
board-none-due-today = Nothing is due today
board-none-to-be-told = No outcome waits to be told
board-none-waiting-customer = No ticket waits for a customer
board-none-waiting-headquarters = No ticket waits for headquarters
board-none-recent = No other recent tickets
list-more = Show { $count } more
row-merged = Goes on elsewhere
row-conflict = Conflict
row-not-printed = Not printed
row-photos = { $count } in evidence
row-delivered = Confirmed
row-waiting = Not confirmed
row-opened = taken in
who-nameless = No name
no-waybill = No waybill

## Search

search-label = Find a ticket
search-placeholder = Number, waybill, last 4 of a phone, name, words of the story
search-empty = Which ticket?
    .more = A number, a waybill, the last four digits of a phone, a name, or a few words of the story. Or just scan.
search-nothing = Nothing found for '{ $query }'
    .more = Try fewer characters, or the last four digits of the phone. Tickets of other branches are not here.
search-found = Tickets found
search-count =
    { $count ->
        [one] { $count } ticket found
       *[other] { $count } tickets found
    }

## What is to be done, by the step of a promise

due-answer-enquiry = Answer the question
due-first-feedback = Give first feedback
due-answer-trace = Tell the result of the trace
due-answer-suggestion = Tell what became of the suggestion
due-reply = Answer the customer
due-law-7-days = Meet the legal limit
due-settle = Settle the compensation
due-acknowledge = Take it in, with a receipt
due-forward = Pass it on to whom it concerns
due-claim-answer = Answer the claim form
due-claim-proposal = Propose a compensation
due-inquiry-answer = Answer the postal inquiry
due-total-delay = Until it may count as lost
due-pay = Pay what was agreed
due-return = Handle the return
due-appeal-report = Report to the regulator
due-answer-reopened = Handle it again and answer

## Ticket

ticket-kind = Kind
ticket-practice = Practice
ticket-told = What the customer told us
ticket-evidence = Evidence
ticket-story = Story
ticket-promises = What happens next
ticket-documents = Papers
ticket-actions = What may be done
ticket-notes = Notes
ticket-forgotten = The personal data of this ticket was deleted, as the rules ask
    .more = Kind, amounts and what happened are kept; names, phones, words and photos are gone.
corrected = Corrected
converted = Now a ticket of the kind: { $kind ->
        [enquiry] { kind-enquiry }
        [trace] { kind-trace }
        [complaint] { kind-complaint }
        [suggestion] { kind-suggestion }
       *[claim] { kind-claim }
    }
delivered-yes = All confirmed by headquarters
delivered-no = Not all confirmed yet
promise-provisional = provisional, until the holidays are published
clock-paused = Waits for the customer since { $at }
clock-met = Done { $at }
clock-met-late = Done { $at }, late
clock-reached = May count as lost
clock-ours = { $count ->
        [one] One deadline of our own
       *[other] { $count } deadlines of our own
    }
clock-after-holiday = Ends on a day off; next working day { $day }, for information only
clock-reminds = { $percent }% of the time used: for { $roles }
clock-and = ,{" "}
story-more = Show all ({ $count } characters)
story-less = Show less

evidence-note =
    { $count ->
        [one] { $count } photo, { $confirmed } confirmed by headquarters
       *[other] { $count } photos, { $confirmed } confirmed by headquarters
    }
evidence-note-attachments =
    { $count ->
        [one] { $count } attachment, { $confirmed } confirmed
       *[other] { $count } attachments, { $confirmed } confirmed
    }
evidence-none = No photos yet
evidence-open = Enlarge: { $name }
evidence-confirmed = Confirmed
evidence-waiting = Not confirmed yet
evidence-practice = Practice, stays here
evidence-absent = Not on this computer
evidence-owed = Still owed: { $slots }
evidence-skipped = Skipped: { $slots }
evidence-add = Add photos or files
evidence-slot = What it shows
evidence-size = { $kilobytes } KB
evidence-marked =
    { $count ->
        [one] { $count } mark
       *[other] { $count } marks
    }

photo-desk = { $name } ({ $at } of { $count })
photo-place = { $at } · { $name } · { $when }
photo-left = Photo on the left
photo-right = Photo on the right
photo-previous = Previous photo
photo-next = Next photo
photos-beside = Side by side
marks-tools = Marks
mark-arrow = Arrow
mark-ring = Ring
mark-blur = Blur
mark-other = Mark
mark-name = { $shape } { $at }
mark-undo = Undo
mark-remove = Delete
marks-hide = Without marks
marks-original = The photo itself, without marks
marks-how = Drag over the photo to draw. By keys: A, R or B chooses, Enter puts one in the middle, arrows move it, Shift and arrows change its size.
marks-none = No marks
marks-by =
    { $count ->
        [one] { $count } mark
       *[other] { $count } marks
    } · { $who } · { $when }
marks-unsaved = The marks are not saved yet; the photo itself is never changed
marks-full = A photo has 50 marks at most.
marks-save = Save marks
marks-save-and-go = Save and go on
marks-discard = Discard changes
marks-saved = Marks saved; the photo itself is as it was

print-none = The receipt has not been printed
print-look = Nobody knows how one print ended
    .more = Please look at the printer. The next one will say Copy.
print-name =
    { $copy ->
        [0] { $document }
       *[other] { $document } · copy { $copy }
    }
document-custody_tag = Custody tag
document-receipt = Receipt
document-claim_form = Claim form
document-screening = Result of the first review
document-evidence = Evidence pack
document-proposal = Proposal
document-decision = Decision
document-refusal = Refusal with reasons
document-voucher = Voucher
document-satisfaction = Satisfaction form
document-visit = Visit form
document-waiting_list = Waiting list
document-hand_over_list = Shift hand-over
document-daily_summary = Daily summary
document-notice = Public notice
document-test_page = Printer test page
printed-instead = { $failed }: { $why }. { $printer } printed it instead.
printed-elsewhere = { $instead }
paper-printed =
    { $copy ->
        [0] { $document } printed
       *[other] { $document }: Copy { $copy } printed
    }
paper-saved = There is no printer; { $document } saved as PDF
paper-not-shown = This paper cannot be shown now
print-this = Print
print-others = Other papers
print-first = Print the receipt
print-again = Print a copy
print-outcome-open = unknown
print-outcome-printed = printed
print-outcome-saved = saved as a file, not printed
print-outcome-failed = not printed

notes-none = For colleagues; never printed
note-label = Note
note-placeholder = For colleagues; never printed
note-how = Ctrl and Enter adds it
note-add = Add note
note-added = Note added
note-sealed = This note can no longer be read

conflicts-title =
    { $count ->
        [one] One thing was written in two ways; both are kept, please settle it
       *[other] { $count } things were written in two ways; all are kept, please settle them
    }
conflict-not-applied = not applied: the status did not allow it
conflict-empty = (empty)
conflict-stands = stands now
conflict-choose = Let this stand instead
conflict-keep = Keep it
conflict-noted = I have seen it
conflict-circle = Merged into each other
conflict-circle-undone = each was merged into the other at once: merging into { $number } has no effect, and this one goes on
conflict-circle-stands = each was merged into the other at once: this one goes on in { $number }, which stays open by itself
conflict-circle-back = Take this merging back

story-counter = Counter
story-headquarters = Headquarters
story-confirmed = confirmed
story-not-applied = Not applied
story-empty = Nothing has happened yet.
story-unknown = Written by a newer version: { $kind }
story-TicketOpened = Taken in
story-TicketAmended = Corrected: { $field }
story-PromiseMade = New promised times
story-moved-became = Because the ticket became another kind or matter
story-moved-rules = Because new rules or public holidays were announced
story-PhotoAdded = Photo added: { $slot }
story-attached = Attachment added: { $slot } ({ $kind })
story-weighed-priority = Priority set: { $priority }
story-weighed-grade = Risk set: { $grade }
story-MatterSorted =
    { $answered ->
        [accepted] Sorted as suggested: { $category }
        [overridden] Sorted otherwise than suggested: { $category }
       *[other] Sorted: { $category }
    }
story-TicketLinked = { $kin } { $number }
story-TicketMerged = Goes on in { $number }
story-SlotSkipped = Skipped { $slot }: { $reason }
story-NoteAdded = Note written
story-ActionTaken = Moved on
story-Retracted = Took one thing back
story-PrintStarted =
    { $copy ->
        [0] Printing the receipt ({ $paper })
       *[other] Printing copy { $copy } ({ $paper })
    }
story-PrintEnded = Print: { $outcome }
story-SignatureGiven = { $name } ({ $role }) signed: { $document }
story-PhotoAnnotated =
    { $marks ->
        [0] Marks taken off the photo: { $slot }
        [one] { $marks } mark over the photo: { $slot }
       *[other] { $marks } marks over the photo: { $slot }
    }
story-CustodyTaken = An item was left, tag { $tag }
story-CustodyReleased =
    { $to ->
        [customer] The item went back to the customer
        [recipient] The item went to the recipient
        [headquarters] The item went to headquarters
        [destroyed] The item was destroyed, as agreed
       *[other] The item went
    }
story-TicketForgotten = Personal data deleted, as the rules ask
story-DecisionMade =
    { $amount ->
        [none] Headquarters decided: { $verdict }
       *[other] Headquarters decided: { $verdict } { $amount }
    }
story-DecisionReleased = A second person released the decision
story-ProofNoted =
    { $standing ->
        [given] { $proof } given
        [owed] { $proof } will be brought
        [waived] { $proof } not asked for
       *[other] { $proof } recorded
    }
story-AssessmentMade = Assessed at { $amount }
story-PaymentMade = Paid { $amount }, voucher { $voucher }
story-ContactMade = Customer contacted ({ $way }, { $about }): { $contact }

amended-kind = Kind
amended-category = Matter
amended-channel = Came by
amended-answer-by = Answer by
amended-role = Who came
amended-demands = What they ask for
amended-claimed-fen = Claimed
amended-claimed = Claimed
amended-shipment = Parcel
amended-last-known = Last known status
amended-told = What the customer told us

## Settings and enrolment

settings-counter = Counter
settings-enrolment = State
settings-place = Branch
settings-person = Clerk
settings-keys = Keys
settings-printer = Printer
settings-printer-note = Where papers go
settings-paper = Paper
settings-look = Appearance
settings-screen-language = Language of the screen
settings-theme = Theme
settings-density = Spacing
settings-text-size = Text size
settings-sounds = Scanner sounds
settings-camera = Camera test
settings-camera-note = Test shots are not kept
settings-camera-test = Test the camera
settings-camera-shoot = Take a test shot
settings-camera-shot = The test shot
settings-camera-told = { $width } × { $height }, { $kilobytes } KB, in { $milliseconds } ms
settings-camera-missed = This one was not taken. Please try again.
settings-scanner = Scanner test
settings-scanner-note = Stay on this page and scan anything
version-title = This version
version-none = No new version is waiting to be installed
version-fetching = Fetching { $version }: { $held } of { $size } MiB
version-ready = Version { $version } is ready
version-ready-how = Counterfoil closes, and opens again when it is installed.
version-ready-administrator = Its file is here and was checked. On this computer an administrator installs it.
version-which = New version: { $version }
version-install = Quit and install
version-kept = Not installed: { $why }
version-kept-busy = something is being saved. Please try again in a moment
version-kept-begun = a ticket is half filled in. Please save it, or begin another; it stays among the drafts
version-kept-not-kept = what was typed at the intake is not saved yet
version-kept-typed = something was typed and not saved
version-kept-customer = the customer is busy at their own window
version-to-intake = To the intake
nav-version-ready = Version { $version } is ready
enrolment-none = Not enrolled
enrolment-practice = Practice
enrolment-enrolled = Enrolled
enrolment-revoked = Switched off by headquarters
key-store-system = In the system's key store
key-store-file = In a file on this computer. The system has no key store to use, so please keep this computer safe.
theme-system = As the system
theme-light = Light
theme-dark = Dark
theme-contrast = High contrast
density-normal = Normal
density-touch = Touch
sounds-on = On
sounds-off = Off
scan-none = Nothing heard yet. Try a scan.
scan-heard =
    { $characters ->
        [one] { $characters } character, about { $gap } ms apart
       *[other] { $characters } characters, about { $gap } ms apart
    }
scan-ending-enter = Enter at the end
scan-ending-tab = Tab at the end
scan-ending-none = nothing at the end
scan-composed = input method on
scan-not-composed = no input method
scan-dropped =
    { $dropped ->
        [one] one control character left out
       *[other] { $dropped } control characters left out
    }
scan-half = Only half a code came: { $text }. Please scan it again, or type it.

printer-ready = ready
printer-busy = printing
printer-stopped = stopped
printer-none = No printer
printer-unreachable = Printer cannot be reached
printer-unknown = Printer state unknown
printer-with-reasons = { $state } ({ $reasons })
printer-default = The system's default printer
    .more = As this computer is set up
printer-is-default = default
printer-look = Look again
printer-test = Test page
printer-test-of = Print a test page on { $printer }
printer-gone = { $printer } (not found)
    .more = Please connect it and look again, or choose another.
printer-spare = Spare printer
    .more = takes over when a paper does not come out
printer-spare-none = No spare printer
printer-as-above = As chosen above
printer-by-paper =
    { $count ->
        [0] All papers go to the same printer
        [one] One paper goes to another printer
       *[other] { $count } papers go to other printers
    }
notice-print = Print the public notice
print-journal = Print journal
print-journal-failed = The print journal cannot be shown now
print-journal-empty = Nothing has been printed at this counter yet
print-journal-when = Time
print-journal-paper = Paper
print-journal-ticket = Ticket
print-journal-printer = Printer
print-journal-who = Clerk
print-journal-outcome = Outcome
print-journal-file = Saved as a file
print-journal-more = Only the last { $count } are listed.
printer-none-found = This computer has no printer
    .more = Receipts are saved as files and opened, and the ticket says 'not printed'. Connect a printer, then look again.
printer-reason-media-empty = out of paper
printer-reason-media-needed = needs paper
printer-reason-media-low = paper is low
printer-reason-media-jam = paper jam
printer-reason-toner-low = toner is low
printer-reason-toner-empty = out of toner
printer-reason-marker-supply-low = ink is low
printer-reason-marker-supply-empty = out of ink
printer-reason-door-open = cover open
printer-reason-cover-open = cover open
printer-reason-offline = off or not connected
printer-reason-paused = paused
printer-reason-connecting-to-device = connecting

enrol-title = Enrol this counter
enrol-what = Once enrolled, tickets taken in here are kept encrypted on this computer and delivered to headquarters whenever it can be reached. Without a network, work goes on.
enrol-step-ask = Ask your branch manager or headquarters for an enrolment code; each works once.
enrol-step-enter = Scan, paste or type it below.
enrol-step-done = A few seconds later the first customer can be served.
enrol-code = Enrolment code
enrol-code-hint = Enrolling needs a connection to headquarters.
enrol = Enrol
enrolling = Enrolling…

recover-code = Recovery code
recover-code-hint = Please ask headquarters for a recovery code for this computer. The tickets here are kept, and what has not been delivered still will be. Headquarters must be in reach.
recover = Recover
recovering = Recovering…
practice-offer = Practise first
practice-offer-words = No code needed. Practice tickets never leave this computer and print as practice.
practice-start = Start practising

## Headquarters

sync-title = Headquarters
sync-unknown = Looking for headquarters
    .more = Just opened; whether it can be reached is not known yet. Work goes on.
sync-reachable = Headquarters connected
    .more = New tickets and photos are delivered by themselves.
sync-offline = Headquarters cannot be reached, work goes on
    .more = There is no network. Everything is kept on this computer and delivered once the network is back.
sync-wrong-certificate = That is not headquarters, nothing was sent
    .more = The address showed somebody else's certificate, so nothing was sent. Work goes on; please tell headquarters or whoever runs the network.
sync-captive-portal = The network asks for a login first
    .more = A login page answered, not headquarters. Please open a browser and log in to the network. Work goes on.
sync-refused = Headquarters did not accept the connection
    .more = It can be reached, but it said no. Work goes on; if this lasts, please call headquarters.
sync-not-known = Headquarters does not know this counter
    .more = It may have been restored from an older backup. Work goes on and nothing is lost here; please ask headquarters for an enrolment code and enter it under Settings: everything will be sent again.
sync-revoked = Headquarters has switched this counter off
    .more = What is not confirmed is still delivered, but no new tickets can be taken in. Please call headquarters.
sync-not-enrolled = Not enrolled, nothing is sent
    .more = This is practice. Once enrolled, tickets go to headquarters.
sync-trouble = The connection to headquarters has a problem
    .more = Work goes on and everything is kept on this computer. It is tried again by itself; if this lasts, please call headquarters.
sync-stuck = Headquarters is there, but nothing gets through
    .more = Everything is kept on this computer. Please press 'Try now'; if this lasts, call headquarters.
sync-practice = Practice, nothing is sent
sync-waiting =
    { $photos ->
        [0] Unconfirmed: { $events } events
        [one] Unconfirmed: { $events } events · { $photos } photo
       *[other] Unconfirmed: { $events } events · { $photos } photos
    }
sync-all-confirmed = Everything is confirmed
sync-nothing-yet = Nothing to deliver yet
sync-set-aside = { $count } set aside
sync-last = Last confirmed { $when }
sync-never = not yet
sync-events = Events not confirmed
sync-photos = Photos and attachments not confirmed
sync-aside = Set aside
sync-incidents =
    { $count ->
        [one] 1 thing to look at
       *[other] { $count } things to look at
    }
sync-older-to-come = Older tickets of the branch are still coming, the newest first. Work goes on meanwhile.
incident-restored = The data on this computer is older than headquarters'
    .more = Noticed { $when }: it looks restored from a backup, or copied from another computer. What headquarters had and this counter lacked was fetched; new ticket numbers have jumped ahead, so no two papers share one.
incident-copied = Another computer works with the same data
    .more = Noticed { $when }: two computers wrote in the name of one counter. Nothing of either is lost; what was written here has been sent again. Please tell headquarters: each computer must be enrolled by itself.
incident-headquarters-restored = Headquarters' data was restored
    .more = Noticed { $when }: headquarters lacked things it had confirmed. All of it was sent again from here; there is nothing to do.
incident-recovered = This counter has new keys
    .more = { $when }: the keys were lost and recovered through headquarters. Everything that was here is still here.
incident-policy-refused = New rules from headquarters cannot be used here
    .more = { $when }: what headquarters published is not signed by it, or cannot be followed. The rules that were in force stay. Please tell headquarters.
incidents-seen = I have seen it

stick-title = By USB stick to headquarters
stick-what = If the network stays away, what is not confirmed can be written onto a USB stick and brought to headquarters. Nobody else can open it.
stick-none = No USB stick was found. Please plug one in and look again.
stick-look = Look again
stick-write = Write onto { $name }
stick-written = On the stick: { $events } { $events ->
        [one] event
       *[other] events
    } · { $photos } { $photos ->
        [one] photo
       *[other] photos
    }
    .more = The file is { $file }. It all stays here as well and counts as delivered only when headquarters has confirmed it; handing it in twice changes nothing.
stick-unreadable = { $photos } { $photos ->
        [one] photo
       *[other] photos
    } could not be read and { $photos ->
        [one] is
       *[other] are
    } not on it.

day-title = Today's account
day-complete = Headquarters has counted: { $events } events and { $photos } photos, nothing missing ({ $when }).
day-open = Not complete: { $events } events and { $photos } photos here, { $eventsHeld } and { $photosHeld } when headquarters counted ({ $when }).
day-not-asked = { $events } events and { $photos } photos today. Whether all of it arrived is for headquarters to count.
day-count = Have headquarters count
aside-what = What was set aside is kept and holds nothing up. Having looked at it, try it again or put it away.
aside-by-headquarters = Set aside by headquarters: { $why }. It still counts here.
aside-here = Set aside here: { $why }.
aside-look = See the ticket
aside-retry = Try again
aside-file = Put away
aside-unfile = Take out
aside-other = reason { $reason }
aside-key-missing = the ticket's key has not come yet
aside-device-revoked = this counter was switched off
aside-not-allowed = whoever wrote it may not
aside-line-not-allowed = whoever wrote it may not
aside-line-seal = its seal does not open
aside-line-body = it cannot be read
aside-line-other-branch = it belongs to another branch
aside-kind-TicketOpened = Taken in
aside-kind-TicketAmended = Correction
aside-kind-PromiseMade = Promised time
aside-kind-PhotoAdded = Photo
aside-kind-NoteAdded = Note
aside-kind-ActionTaken = Action
aside-kind-PrintStarted = Print
aside-kind-PrintEnded = Outcome of a print
aside-kind-ClockMeasured = Clock measured
aside-kind-EpochOpened = New volume of the log
aside-kind-PersonAdded = Person
aside-kind-TicketForgotten = Personal data deleted
sync-confirmed-at = Last confirmation
sync-contact-at = Last contact
sync-safe = Only what headquarters itself has confirmed counts as delivered. The rest is kept on this computer.
sync-now = Try now

## What went wrong, by code

error-line = { $happened }. { $next }
error-other = That did not work ({ $code })
    .safe = What was saved is safe.
    .next = Please try again; if it happens again, tell headquarters the words in brackets.
error-unexpected = That did not work
    .safe = What was saved is safe.
    .next = Please try again; if it happens again, restart the program.
error-disk-full = The disk is full, this was not saved
    .safe = Saved tickets and photos are safe, and your words are still on the screen.
    .next = Please free some space and try again.
error-disk-unwritable = The data folder cannot be written to
    .safe = What was saved is safe.
    .next = Please check the folder's permissions or call the administrator.
error-database-damaged = The data file is damaged
    .safe = The program did not touch it, and what headquarters confirmed is safe there.
    .next = Please delete nothing and call the administrator.
error-database-newer = The data was written by a newer program
    .safe = Nothing was changed.
    .next = Please go back to the newer program.
error-database-trouble = The data cannot be read or written just now
    .safe = What was saved is safe.
    .next = Please try again; if it happens again, restart the program.
error-second-instance = Counterfoil is already running
    .safe = No second one was opened; the data is safe.
    .next = Please switch to the open window.
error-database-key-lost = The keys of this computer are missing
    .safe = What headquarters confirmed is safe there, and the rest is still on this computer.
    .next = Please do not reinstall and delete nothing.
error-key-store-silent = The system's key store does not open
    .safe = Nothing was changed.
    .next = Please log in to the system and open the program again, or call the administrator.
error-no-sealing-key = Headquarters' sealing key has not come yet
    .safe = Nothing was written and nothing was changed.
    .next = Please connect to headquarters once and try again.
error-no-stick = This stick is not plugged in any more
    .safe = What is not confirmed is still here.
    .next = Please plug it in and look again.
error-file-unusable = A file cannot be read or written
    .safe = What was saved is safe.
    .next = Please check the stick or the folder and try again.
error-backup-unusable = This backup cannot be used
    .safe = The data here was not changed.
    .next = Please take another backup or call the administrator.
error-update-signature = The new version is not signed by its maker
    .safe = Everything goes on in this version.
    .next = Please call the administrator.
error-update-statement = The new version cannot be read by this one
    .safe = Everything goes on in this version.
    .next = Please ask the administrator to install it.
error-update-target = The new version is for another kind of computer
    .safe = Everything goes on in this version.
    .next = Please call the administrator.
error-update-not-newer = That version is not newer than this one
    .safe = Everything goes on in this version.
    .next = Nothing needs to be done.
error-update-too-far = This version is too old for the new one
    .safe = Everything goes on in this version.
    .next = Please ask the administrator to install it.
error-update-damaged = The new version's file is damaged
    .safe = Everything goes on in this version.
    .next = It is fetched again tomorrow. If it stays so, please call the administrator.
error-update-file-missing = Headquarters has mislaid the new version's file
    .safe = Everything goes on in this version.
    .next = It is asked for again within the hour. Please tell headquarters.
error-update-not-given = The new version's file could not be fetched
    .safe = Everything goes on in this version.
    .next = It is asked for again within the hour.
error-update-disk-full = There is no room for the new version
    .safe = Everything goes on in this version.
    .next = Please make room on the disk, or call the administrator.
error-update-not-kept = The new version could not be written to the disk
    .safe = Everything goes on in this version.
    .next = Please call the administrator.
error-update-printing = A paper is being printed
    .safe = Everything goes on in this version.
    .next = Please install when it has come out.
error-update-by-administrator = On this computer an administrator installs new versions
    .safe = Everything goes on in this version.
    .next = Please tell the administrator that one is here.
error-update-not-installed = The new version could not be installed
    .safe = Everything goes on in this version.
    .next = Please try again. If it stays so, please call the administrator.
error-update-not-ready = No new version is ready to be installed
    .safe = Everything goes on in this version.
    .next = Please go on working; Settings says when one is ready.
error-no-database = There is no data of Counterfoil here
    .safe = Nothing was changed.
    .next = Please open Counterfoil and enrol this counter first.
error-not-enrolled = This counter is not enrolled
    .safe = Practice works as always.
    .next = Please enter an enrolment code in Settings.
error-device-revoked = Headquarters has switched this counter off; no new tickets
    .safe = Existing tickets can still be read and printed.
    .next = Please call headquarters.
error-form-incomplete = A few things are missing
    .safe = The draft is saved.
    .next = Please look at the marked fields.
error-no-draft = This draft is gone
    .next = It may have become a ticket; please look at the board.
error-no-ticket = This ticket was not found
    .next = Please look for it under Search.
error-nothing-to-settle = Somebody has settled this already
    .safe = Nothing was changed.
    .next = Please look at what it says now.
error-not-allowed = The status does not allow this now
    .safe = Nothing was changed.
    .next = Someone may have moved it on; please read what happened last.

error-enrolment-code-unknown = This enrolment code is not right
    .next = Please check it, or ask headquarters for a new one.
error-enrolment-code-used = This enrolment code was already used
    .next = Please ask headquarters for a new one.
error-enrolment-letter-taken = Another counter has this letter by now
    .next = Please ask headquarters for a code with another letter.
error-enrolment-code-expired = This enrolment code has expired
    .next = Please ask headquarters for a new one.
error-headquarters-not-known = Headquarters does not know this counter
    .safe = What was not delivered is safe here.
    .next = Please ask headquarters for an enrolment code and enter it under Settings.
error-nothing-lost = The keys of this computer are not lost
    .safe = Nothing was changed.
    .next = Please try to open it again.
error-no-key-to-recover = This recovery code does not open the data here
    .safe = The data was not changed.
    .next = Please ask headquarters to check which counter this is and give a new one.
error-headquarters-too-many = Too many tries
    .next = Please wait a few minutes.
error-headquarters-offline = Headquarters cannot be reached
    .safe = Work goes on without it.
    .next = Please check the network and try again later.
error-headquarters-wrong-certificate = That is not headquarters
    .safe = Nothing was sent.
    .next = Please tell headquarters or whoever runs the network.
error-headquarters-captive-portal = The network asks for a login first
    .next = Please log in to the network with a browser and try again.
error-headquarters-refuses = Headquarters did not accept this
    .next = Please call headquarters.

error-photo-empty = The file is empty
    .next = Please take the photo again or choose another file.
error-photo-not-a-picture = This is no picture, PDF or video
    .next = Please use a JPEG, PNG or WebP photo, a PDF, or an MP4, MOV or WebM video.
error-photo-heic = HEIC photos cannot be read
    .next = Please set the phone to 'most compatible', or send it as JPEG.
error-photo-pdf = This PDF cannot be added here
    .next = Please photograph it or take a screenshot.
error-photo-video = This kind of video or recording is not kept
    .next = Please send it as MP4, MOV or WebM, or take a still picture from it.
error-attachment-too-large = The file is larger than 50 MB
    .safe = Nothing was added; what was here is as it was.
    .next = Please ask for a shorter clip or a smaller file. Let the customer keep the original, and note where it is.
error-photo-too-large = The picture is too large
    .next = Please use a smaller photo.
error-photo-already-here = This photo is here already
    .next = Please look through the slots; if it is in the wrong one, take it out and add it again.
error-photo-truncated = The picture is cut short
    .next = Please send it again or take it anew.
error-photo-damaged = The picture is damaged
    .next = Please send it again or take it anew.

error-print-no-queue = This computer has no print service
    .safe = Nothing that was to be printed is lost.
    .next = Please call the administrator.
error-print-no-printer = This printer was not found
    .safe = Nothing that was to be printed is lost.
    .next = Please choose one in Settings.
error-print-out-of-paper = The printer is out of paper
    .safe = Nothing that was to be printed is lost.
    .next = It goes on once there is paper; or print again.
error-print-jammed = Paper is stuck in the printer
    .safe = Nothing that was to be printed is lost.
    .next = Please take it out and print again.
error-print-open = The printer is open
    .safe = Nothing that was to be printed is lost.
    .next = It goes on once it is closed.
error-print-offline = The printer is off or not connected
    .safe = Nothing that was to be printed is lost.
    .next = Please check power and cable, then print again.
error-print-stopped = The printer is stopped
    .safe = Nothing that was to be printed is lost.
    .next = Please resume it and print again.
error-print-rejected = The printer did not accept this print
    .safe = Nothing that was to be printed is lost.
    .next = Please print again, or choose another printer in Settings.
error-print-unsupported-media = The printer does not take this paper
    .safe = Nothing that was to be printed is lost.
    .next = Please choose another paper.
error-print-timed-out = The print did not end
    .safe = Nothing that was to be printed is lost.
    .next = Please look at the printer; it may still come out.
error-print-cancelled = The print was cancelled
    .safe = Nothing that was to be printed is lost.
    .next = Please print again if it is needed.
error-print-forgotten = Nobody knows whether it came out
    .safe = Nothing that was to be printed is lost.
    .next = Please look at the printer's tray.
error-print-unreachable = The printer cannot be reached
    .safe = Nothing that was to be printed is lost.
    .next = Please check printer and network, then print again.

error-already-enrolled = This counter is enrolled already
    .next = No code is needed.
error-no-person = Headquarters has not named a clerk for this counter yet
    .safe = Drafts are saved as always.
    .next = Please connect and wait a moment, or call headquarters.
error-locked = The counter is locked
    .safe = What was typed is kept.
    .next = Please enter a PIN first.
error-not-permitted = Your role does not allow this step
    .safe = Nothing was changed.
    .next = Please have the manager do it, or headquarters change the role.
error-no-such-person = This person does not work in this branch today
    .safe = Nothing was changed.
    .next = Please choose somebody else, or have headquarters look at the days of the role.
error-draft-of-another = This draft is somebody else's
    .safe = The draft is untouched.
    .next = Please have its author come back, or the manager take it over.
error-rows-too-many = There are more rows than a file holds
    .safe = The tickets are untouched.
    .next = Please choose a shorter period and save again.
error-no-paper-to-sign = There is no paper yet that is signed for this
    .safe = Nothing was changed.
    .next = Please have the customer sign on paper.
error-paper-changed = The ticket has changed meanwhile
    .safe = Nothing was signed yet.
    .next = Please read it back again and have the customer sign once more.
error-signature-nameless = Nobody's name stands for the signature
    .next = Please fill in the name and sign again.
error-signature-empty = Nothing is signed yet
    .next = Please have the customer sign their name and try again.
error-signature-too-large = The signature is too long to be kept
    .next = Please clear it and sign in fewer strokes.
error-no-item = Please say what was left
    .safe = Nothing was written yet.
    .next = Please name the item and try again.
error-no-such-paper = There is no such paper of this ticket now
    .safe = Nothing was changed.
    .next = Please look at where the ticket stands.
error-photo-not-here = A photo is not at this counter
    .safe = It is safe at the counter that took it and at headquarters.
    .next = Please try again when headquarters is connected.
error-not-in-custody = This item is not here any more
    .safe = Nothing was changed.
    .next = Please look at the story of the ticket.
error-no-photo = This photo is not here any more
    .safe = Nothing was changed.
error-too-many-marks = A photo has 50 marks at most
    .safe = The photo and the marks that were saved are as they were.
    .next = Please delete some and save again.
error-mark-unusable = One of the marks cannot be drawn
    .safe = The photo and the marks that were saved are as they were.
    .next = Please delete it and draw it again.
error-pin-wrong = The PIN is wrong
    .next = You can try { $left } more.
error-pin-too-soon = The last ones were wrong
    .next = Please wait { $seconds } seconds.
error-pin-shut-out = Too many were wrong, and this PIN is shut
    .safe = Drafts and tickets are untouched.
    .next = Please have the manager let you choose another, or ask headquarters for a new first code.
error-pin-none = This person has no PIN here yet
    .next = Please choose one with headquarters' first code, or have the manager let you.
error-pin-first-code = The first code is wrong, or was used
    .next = Please look at it again, or ask headquarters for another.
error-pin-shape = A PIN is 4 to 12 digits
    .next = Please choose another.
error-pin-too-simple = Such a PIN is guessed at once
    .next = Please choose another, not digits in a row or all the same.
error-pin-not-same = The two are not the same
    .next = Please type it again.
error-enrolment-code-shape = This is not an enrolment code
    .next = Please scan or paste all of it.
error-enrolment-code-mistyped = Something in the code is mistyped
    .next = Please check it; scanning or pasting is best.
error-enrolment-code-version = This code needs a newer program
    .next = Please update first.
error-address-shape = The headquarters address in the code is not right
    .next = Please ask headquarters for a new one.
error-address-not-encrypted = The headquarters address in the code is not encrypted and cannot be used
    .next = Please ask headquarters for a new one.
error-wrong-root = This is not the headquarters that gave the code
    .safe = Nothing was sent.
    .next = Please tell headquarters or whoever runs the network.
error-no-branch-key = The branch's key is not on this computer
    .safe = What headquarters confirmed is safe there.
    .next = Please ask headquarters to enrol this counter again.
error-no-ticket-key = What this ticket says can no longer be read
    .next = Its personal data may have been deleted, as the rules ask.
error-clock-impossible = The clock of this computer is impossibly wrong
    .safe = The draft is saved.
    .next = Please set date and time, then save again.
error-no-number-left = Today's ticket numbers are used up
    .safe = The draft is saved.
    .next = Please use another counter, or save it tomorrow.
error-ticket-too-long = This is more than one ticket can hold
    .safe = The draft is saved.
    .next = Please shorten the story.
error-no-action = This version of the program does not know that action
    .next = Please update.
error-paper-not-saved = The receipt could not be saved as a file
    .safe = The ticket is safe.
    .next = Please check the disk space and print again.
error-headquarters-trouble = Headquarters has a problem of its own
    .safe = Work goes on, and everything is kept on this computer.
    .next = It is tried again by itself; if this lasts, please call headquarters.
error-database-stopped = The data can no longer be written
    .safe = What was saved is safe.
    .next = Please restart the program; if it happens again, call the administrator.
error-state-unwritable = The state folder cannot be written to
    .safe = Nothing was changed.
    .next = Please check the folder's permissions or call the administrator.
error-key-files-unusable = The key files cannot be used
    .safe = Nothing was changed.
    .next = Please check the folder's permissions or call the administrator.
error-photo-other-format = This kind of picture cannot be read
    .next = Please use a JPEG, PNG or WebP photo, or a screenshot.
error-photo-file-damaged = The stored photo is damaged
    .safe = What headquarters confirmed is safe there.
    .next = Please call the administrator.

error-day-passed = That day is over already
    .safe = Nothing was changed.
    .next = Please enter today or a later day.
error-count-unexplained = Today's money is not wholly accounted for
    .safe = The day is not closed, and what you typed is still here.
    .next = Please count every method, and say why where it differs.
error-ticket-finished = This ticket is done and cannot be assessed any more
    .safe = Nothing was changed, and what you typed is still here.
    .next = To assess it again, please reopen it first.
error-no-such-measure = The rules give no such measure for what is typed now
    .safe = What you typed is still here; nothing was saved.
    .next = Please choose a measure again.
error-figure-lacking = A figure is lacking, so this measure cannot be reckoned
    .safe = What you typed is still here; nothing was saved.
    .next = Please fill in what the measure says is lacking, or take another one.
error-amount-rests-on = The step before has no amount yet
    .safe = Nothing was changed.
    .next = Please assess first, and wait for the decision of headquarters.
error-amount-needs-reason = The amount is above the step before and needs a reason
    .safe = What you typed is still here; nothing was saved.
    .next = Please choose why, and try again.
error-amount-already-paid = Money was paid, so the assessment stays
    .safe = Payment and assessment are as they were.
    .next = To correct it, please call headquarters.
error-amount-too-large = The amount is too large
    .safe = Nothing was changed.
    .next = Please check the amount.
error-nothing-decided = Headquarters has decided nothing that could be paid
    .safe = No payment was recorded.
    .next = Please wait for the decision, or see the latest story.
error-nothing-to-pay = The payment has no amount
    .safe = No payment was recorded.
    .next = Please enter more than zero.
error-payee-incomplete = Name or account of the payee is missing
    .safe = No payment was recorded, and what you typed is still here.
    .next = Please enter the name, and unless it is cash the account or coupon number.
error-waiver-lacking = The sender's waiver is not here
    .safe = No payment was recorded, and what you typed is still here.
    .next = Please take the waiver and record it, or pay the sender.

error-ticket-changed = Somebody else has just changed this ticket
    .safe = Nothing of yours was written over; what they wrote is here now.
    .next = Please look at it and do it once more if it still holds.
error-weighing-empty = Nothing has been chosen yet
    .next = Please choose a degree for every factor of priority, or of risk.
error-already-linked = These two are linked already
error-loss-not-offered = This delay does not count as a loss
    .safe = Nothing was changed.
    .next = It does once the time the rules name is over; the ticket's clocks say when.
error-area-unsaid = It is not said how far the parcel went
    .safe = Nothing was changed.
    .next = Please say whether it stayed in the city; by that the time differs.
error-link-to-itself = A ticket cannot be linked with itself
    .next = Please choose another ticket.
error-already-merged = This ticket goes on in another one already
    .next = Please undo that first, or work in the other one.
error-merge-in-a-circle = The other ticket goes on in this one
    .next = Please undo that first.
error-other-merged-away = The other ticket goes on in a third one
    .safe = Nothing was changed.
    .next = Please choose the one in which it goes on.
error-merge-with-money = Money was decided or paid on this ticket
    .safe = Nothing was changed.
    .next = Please link the two instead, or merge the other one into this.
error-merge-with-practice = A practice ticket and a real one cannot be merged
error-merged-away = This ticket goes on in another one
    .safe = Nothing was changed.
    .next = Please open the other one and do it there.

## Who is at the counter

staff-clerk = Clerk
staff-back-office = Back office
staff-operations = Operations
staff-quality = Quality
staff-manager = Manager
staff-adjuster = Adjuster
staff-approver = Approver
staff-administrator = Administrator
staff-auditor = Auditor
header-person = { $name }: change places, PIN
lock-title = Who is at the counter?
lock-words = What was being typed is kept, and is there again when its author comes back.
door-people = Who may come here
door-nameless = The name has not come yet
door-pin = PIN
door-choose = Please choose a PIN of your own.
door-first-code-words = The first time here: please enter the first code that headquarters gave you, and choose a PIN.
door-first-code = First code
door-new-pin = New PIN
door-new-pin-hint = 4 to 12 digits
door-new-pin-again = Once more
door-come-in = Come in
door-choose-and-come-in = Keep it and come in
door-forgotten = I have a new first code
door-have-pin = I have a PIN
door-shut-out = Too many were wrong, and this PIN is shut. Please have the manager let you choose another, or ask headquarters for a new first code.
people-title = Who is at the counter
people-leave = Leave the counter
people-no-pin = You have no PIN yet. With one the counter locks when you leave, and colleagues can work under their own names.
people-choose-pin = Choose a PIN
people-others = Colleagues
people-nobody-else = Headquarters has named nobody else for this branch.
people-has-pin = has a PIN
people-may-choose = may choose a PIN
people-first-code = needs the first code to choose a PIN
people-shut-out = too many PINs were wrong
people-let-choose = Let them choose a PIN
pin-let = { $name } may choose another PIN now
settings-people = People
settings-lock-after = Locks when nobody did anything for
settings-minutes = { $count } min
settings-no-pins = Nobody has a PIN yet, so the counter does not lock. Click the name at the top right to choose one.

## The day

day-figures = Period
day-span = How long
day-span-day = Day
day-span-week = Week
day-span-month = Month
day-turn = Turn
day-before = Before
day-after = After
day-from-to = { $first } to { $last }
day-scope = Whose
day-scope-counter = This counter
day-scope-branch = Whole branch
day-silent = Counters not heard from: { $count }
    .more = What counter { $counters } wrote later has not come yet, and the paper says so.
day-paper = Summary
day-print = Print
day-save-xlsx = Save as Excel
day-save-csv = Save as CSV
day-manager-prints = The branch manager can print and export it.
day-not-printed = It was not printed
day-rows-saved = Saved as { $path }
day-failed = The paper could not be drawn
day-today = Today
day-not-opened = The day has not been opened yet.
day-opened = Opened { $at }.
day-closed = Closed { $at }.
day-held = Headquarters holds everything of today.
day-not-complete = Headquarters had not confirmed { $events } lines and { $photos } photos by then; they go on when it is reached.
day-begin = Open the day
day-hand-over = Hand over
day-close = Close the day
day-close-again = Close it again
day-counting = Count the money that was paid today against its vouchers.
day-by-vouchers = Vouchers: { $count }
day-counted-amount = Counted (yuan)
day-no-difference = Agrees with the vouchers
day-difference = Difference { $amount }
day-difference-why = Why it differs
day-waiting-list = Print the waiting list
hand-over-printed = The hand-over list is printed; please both sign it
hand-over-title = Hand over the counter
hand-over-words = Unsaved drafts go to the next person, who enters a PIN here.
hand-over-to = To whom
hand-over-remarks = What they should know
hand-over-pin = The next person's PIN
hand-over-go = Hand over
hand-over-nobody = No colleague has a PIN here yet. Once the next person has chosen one with their first code, the counter can be handed over.

## Items in custody

custody-title = Items left with us
custody-none = Nothing was left
custody-untagged = What was left has no tag yet
custody-sealed = It cannot be read
custody-tag = Print the tag
custody-release = Give out
custody-to = To whom
custody-to-customer = The customer
custody-to-recipient = The recipient
custody-to-headquarters = Headquarters or another branch
custody-to-destroyed = Destroyed, as agreed
custody-words = What was said
custody-release-go = Give it out
custody-went-customer = given to the customer
custody-went-recipient = given to the recipient
custody-went-headquarters = sent to headquarters
custody-went-destroyed = destroyed
custody-item = What was left
custody-place = Where it lies
custody-take = Take an item in
custody-take-go = Take it in and print its tag
custody-released = The item was given out

## The claim: what bears it out, what it comes to, what was decided and paid

choose = Please choose
ladder-title = How far the claim is
rung-claimed = Claimed
rung-proven = Proven
rung-assessed = Assessed
rung-approved = Approved
rung-paid = Paid
rung-part = Paid in part
rung-unknown = not known yet
claim-next = Next
claim-next-missing =
    { $count ->
        [one] One proof missing
       *[other] { $count } proofs missing
    }
claim-next-owed =
    { $count ->
        [one] The customer still brings one proof
       *[other] The customer still brings { $count } proofs
    }
claim-next-late =
    { $count ->
        [one] One proof is late
       *[other] { $count } proofs are late
    }
claim-next-assess = Proofs are recorded; assess the claim
claim-next-decide = Assessed; headquarters decides
claim-next-release = A second person at headquarters releases it; do not tell the customer yet
claim-next-asked = Headquarters asks; the customer answers
claim-next-tell = Tell the customer, and hear what they say
claim-next-declined = Headquarters declined; tell the customer
claim-next-agreed = The customer has agreed
claim-next-pay = Pay { $amount } to the customer
claim-next-paid = All is paid
claim-next-over = This ticket is done
claim-go-proof = Record proofs
claim-go-assess = Assess
claim-go-decision = See the decision
claim-go-pay = Pay

proofs-title = Proofs
proofs-note = { $there } of { $count } seen to
proofs-none = A claim of this kind needs none
proof-any-of = one of: { $papers }
proof-stands-given = { $paper } given on { $day }
proof-stands-owed = { $paper } owed by { $day }
proof-stands-late = { $paper } is late, owed by { $day }
proof-stands-waived = Not asked for: { $why }
proof-stands-missing = Missing
proof-note = Record
proof-change = Change
proof-which = Which
proof-standing = How it stands
proof-mark-given = Given
proof-mark-owed = Will be brought
proof-mark-waived = Not asked for
proof-given-on = Given on
proof-owed-by = Brought by
proof-why = Why it is not asked for
proof-save = Record it

assessed-title = Assessment
assessed-none = Nobody has assessed it yet
assessed-would-be = As it stands the rules propose: { $measure }
assess-open = Assess
assess-again = Assess again
assess-title = Assess { $number }
assess-typed = What you typed before and did not save
assess-start-over = Discard it, start from the ticket
assess-unreadable = Some fields were not understood
    .more = The right side still shows what came before. Please see the marked fields.
assess-pick-gone = The measure you chose does not apply any more
    .more = The proposed one is taken again; please look once more.
assess-choose = The rules propose none; please choose a measure
assess-flags = Look at first
assess-proofs = Proofs that are not here
assess-proof = { $proof }: { $stands }
assess-time-limits = Time limits
assess-exemptions = Exemptions
assess-words = Words
assess-save = Assess by this measure
assess-save-nothing = Assess: nothing is owed
assessed = Assessment saved
departure = Why it is higher
problem-departure = It is above what was proven or asked for; please choose why.
amount-lacking = not known yet
award-steps = How it was reckoned

claim-incident = What happened
claim-service = Service
claim-area = How far
claim-units = Amounts in yuan, weights in grams; leave empty what is not known. Claimant: { $claimant }
claim-more =
    { $count ->
        [one] One more field
       *[other] { $count } more fields
    }
claim-claimed = Claimed
claim-proven = Loss that papers prove
claim-actual-loss = Loss as found
claim-whole-value = Value of all contents
claim-insured = Insured amount
claim-declared = Declared value
claim-freight = Freight
claim-return-freight = Cost of return
claim-freight-times = Limit, times freight
claim-terms-told = Was the limit pointed out and explained
claim-in-proportion = Was payment in proportion agreed
claim-carrier-at-fault = Did we cause it
claim-delay-destroyed-value = Did the delay itself take its value
claim-coupon-chosen = The customer would rather have a coupon
claim-posted-grams = Weight when posted
claim-arrived-grams = Weight on arrival
claim-posted-on = Posted on
claim-promised-on = Promised for
claim-delivered-on = Delivered on
claim-discovered-on = Customer knew on
claim-inquired-on = Customer asked on
claim-claimed-on = Claimed on
claim-gross-fault = Intent or gross negligence
claim-fraud = Fraud on the customer
claim-exemptions = Exemptions
area-same-city = Same city
area-other-city = Another city
area-international = International
finding-none = Not raised
finding-raised = Raised
finding-upheld = Found to hold
finding-rejected = Found not to hold
fact-unknown = Not known
fact-yes = Yes
fact-no = No

measures-title = Every measure
measure-proposed = Proposed by the rules
measure-why = Because: { $why }
measure-why-not = Not proposed: { $why }
measure-lacks = Still lacking: { $figure }
measure-confidence = how sure the rule is: { $confidence }
measure-nothing = Nothing is owed
    .more = The rules give nothing. Please say why in the words.

decision-title = Decision of headquarters
decision-to-release = Waits for release by a second person
    .more = It is not in force. Please do not tell the customer yet, and pay nothing.
decision-in-force = Decision in force
decision-round = Decision { $round } of { $rounds } at most
decision-reason = Reason
decision-question = Headquarters asks
decision-too-late = This decision came too late and changed nothing
decision-too-late-stands = In force is { $amount }.
decision-too-late-status = The ticket is now: { $status }.
decision-replaced =
    { $count ->
        [one] One decision that was replaced
       *[other] { $count } decisions that were replaced
    }
verdict-approve = Approved
verdict-change = Another sum
verdict-decline = Declined
verdict-ask-back = More is needed
says-ask = What does the customer say?
says-accept = Customer accepts
    .words = Words
says-accept-go = Record: customer accepts
says-refuse = Customer refuses
    .words = What the customer says
says-refuse-go = Record: customer refuses
says-review = Ask for a review
    .words = What headquarters should look at again
says-review-go = Send for review
review-asked = Review asked for: { $words }
reviews-left =
    { $left ->
        [one] There are { $rounds } decisions at most; one review is left.
       *[other] There are { $rounds } decisions at most; { $left } reviews are left.
    }
reviews-none = This was the last review. A customer who still refuses may appeal to the postal regulator.

pay-title = Payment
pay-left = { $amount } still to pay
pay-done = All is paid
pay-progress = { $paid } of { $approved } paid
pay-amount = Amount in yuan
pay-method = How
pay-payee = To whom
pay-name = Payee's name
pay-account = Account
pay-coupon = Coupon number
pay-account-note = not shown again
pay-go = Record the payment
pay-final = It cannot be taken back.
pay-waiver-lacking = The recipient is paid only with the sender's waiver, and it is not here yet.
pay-waiver-came = It was given today
pay-waiver-here = The sender's waiver is here.
paid-voucher = Payment recorded, voucher { $voucher }
paid-part = { $amount } still to pay.
paid-all = All is paid; the ticket is settled.
problem-payee-name = Please enter the payee's name.
problem-payee-account = Please enter the account or coupon number; cash needs none.

contacts-title = Contacts
contacts-none = None yet
contacts-note =
    { $missed ->
        [0] { $count ->
            [one] once, reached
           *[other] { $count } times, always reached
        }
       *[other] { $count ->
            [one] once, not reached
           *[other] { $count } times, { $missed } not reached
        }
    }
contacts-all = All { $count }
contacts-fewer = Fewer
contact-add = Record a contact
contact-way = How
contact-about = About
contact-outcome = Outcome
contact-words = What was said
contact-go = Record contact
contacted = Contact recorded

## The customer signs

sign = Customer signs
sign-once-more = Sign once more
sign-title = Please check and sign
sign-language = The customer's language
sign-read = Please read this paper. If everything is right, sign below.
sign-read-intake = Please read the receipt. If everything is right, sign below.
sign-read-decision = Please read what was decided. Your signature says that you have read it and answer as ticked above.
sign-read-payment = Please read the voucher. Your signature says that you have received what stands on it.
sign-what = What is signed
sign-what-intake = Receipt
sign-what-decision = Decision
sign-what-payment = Voucher
sign-name = Signed by
sign-role = As
sign-pad = Field to sign in, with a pen, a finger or the mouse
sign-here = Please sign here
sign-undo = Undo a stroke
sign-clear = Clear
sign-go = Confirm signature
sign-on-paper = Sign on paper instead
sign-again = Show it again
signed = The customer has signed
signed-by = Signed by { $name }
signed-stands = Unchanged since
signed-before = Changed since
signed-intake = The customer has signed
    .more = A receipt that is printed again has the signature.

## Reading back, and the customer's screen

read-back = Read back
read-back-title = Read it back to the customer
read-back-done = Done
customer-show = Show on the customer's screen
customer-show-again = Show it there again
customer-sign-there = Sign on the customer's screen
customer-take-back = Take it back here
customer-closed = The customer's screen is not open yet
    .more = What they do there stands here as soon as it is.
customer-stage-idle = Nothing is on the customer's screen
customer-stage-reading = The customer is reading
customer-stage-right = The customer found it right
    .next = They are asked to sign next.
customer-stage-wrong = The customer asks for a correction
    .next = Please ask what is wrong, correct it, and show it again.
customer-stage-signing = The customer is signing
customer-stage-signed = The customer has signed
customer-welcome = Welcome
customer-read = Please check
customer-list = {", "}
customer-number = Number
customer-who = Who came
customer-waybill = Waybill
customer-category = What went wrong
customer-story = In your words
customer-demands = You ask for
customer-claimed = Amount claimed
customer-kept = Left with us
customer-photos = Photos
customer-photos-count =
    { $count ->
        [one] 1 photo
       *[other] { $count } photos
    }
customer-attachments = Attachments
customer-attachments-count =
    { $count ->
        [one] 1 file
       *[other] { $count } files
    }
customer-owed = Photos still needed
customer-answer-by = We answer by
customer-next = What happens next
customer-right = All correct
customer-wrong = Please correct
customer-please-sign = Please sign
customer-blank = Nothing is signed yet. Please sign again.
customer-thanks = Thank you
customer-thanks-signed = Your signature is saved.
customer-moment = One moment, please
customer-goes-on = We are going on with your matter.
customer-corrects = Please tell us what has to be corrected.

## How a matter is sorted, how soon it is seen to, what it belongs together with

category-in-group = { $group } › { $category }
suggestion-label = What the words suggest
suggestion-offers = Suggested: { $category }
suggestion-because = because:{" "}
suggestion-because-of = because: { $words }
suggestion-unsure = Perhaps one of these:
suggestion-take = Take it
suggestion-or = or
suggestion-handled = For { $handled }
handled-then = :{" "}
danger-title = Somebody may be in danger. First of all:
urgency-title = Soon
urgency-danger = life or health
urgency-urgent = the customer says it is urgent
urgency-valuable = much is at stake

phrases-title = Phrases
phrases-open = Choose a phrase
phrases-how = Or type / and its key, then Tab or Enter.

priority-low = Low priority
priority-normal = Normal priority
priority-high = High priority
priority-highest = Highest priority
grade-minor = Minor risk
grade-moderate = Moderate risk
grade-major = Major risk
grade-critical = Critical risk
weighing-title = Priority and matter
weighing-none = Not set yet
weighing-factors = The factors
weigh-open = Set priority
weigh-again = Change priority
weigh-title = Priority and risk of { $number }
weigh-impact = Impact: four factors give the priority
weigh-risk = Risk: three factors give the grade
weigh-danger = Life or health is in danger: this always comes first
weigh-points = { $points } pt
weigh-missing = Please choose here too.
weigh-priority = Priority
weigh-grade = Risk
weigh-sum =
    { $points ->
        [one] from { $points } point
       *[other] from { $points } points
    }
weigh-priority-none = Priority: choose all four factors
weigh-grade-none = Risk: choose all three factors
weigh-meanwhile = { $who } has set:
weigh-save = Save
weighed = Priority and risk saved
sorted-as = Matter
sorted-accepted = As suggested
sorted-overridden = The suggestion was { $offered }
sorted-unprompted = Chosen without a suggestion
sorted-unit = Responsible unit
sorted-playbook = Playbook: { $name }

kin-label = Tickets that may belong together with this one
kin-title = Related tickets
kin-none = None of this parcel or customer
kin-same-waybill = same waybill
kin-same-phone = same phone
kin-maybe-same-matter = Perhaps the same matter:
kin-maybe-repeat = Perhaps it happened again:
kin-maybe-related = Perhaps related:
kin-same-matter = Same matter as
kin-repeat = Repeats
kin-related = Related to
kin-split-from = A part of
kin-split-off = Part that was split off:
kin-short-same-matter = Same matter
kin-short-repeat = It happened again
kin-short-related = Related
kin-open = Open it
kin-elsewhere = at another counter
kin-link-later = Link when saving
kin-other = Another matter
kin-set-aside = { $number } is another matter
kin-will-be = When saved: { $kin } { $number }
kin-more = { $count } more
kin-link = Link
kin-merge = Go on there
kin-link-other = Link another ticket
kin-split = Split off a part
kin-split-how = Starts a ticket with the same parcel and customer, linked with this one
kin-which = Which ticket
kin-how = How they belong together
kin-found = Tickets found
kin-found-none = No other ticket found
kin-goes-on-in = Goes on in
kin-goes-on-here = Goes on here:
linked = Linked with { $number }
merged = Goes on in { $number }
loss-offer = This delay may count as a loss
loss-since = since { $at }
loss-only-for = Only for a parcel within: { $area }. Whoever presses says that this is one.
loss-means = The matter becomes a loss, and a search is set. Every time that was promised still stands.
loss-turn = Treat as lost
loss-to-claim = Treat as lost, as a claim
loss-no-claim = Treat as lost only
loss-turned = Treated as lost; a search is set
merged-title = This ticket goes on in { $number }
    .more = What was promised here still stands. Please record and answer everything in the other ticket.
## Tasks

nav-tasks = Tasks
nav-tasks-late = { $count } late
key-tasks = Tasks
key-investigation = Investigation, the next task
key-contact-due = A contact that is due
key-loss = Treat the delay as a loss
key-appeal = Record an appeal
key-rating = Ask for a rating
tasks-empty = No open tasks
    .more = Tasks are set on a ticket, under Investigation. What headquarters gives this branch stands here as well.
tasks-of-mine = Mine
tasks-of-unit = My unit's
tasks-of-other = Others'
tasks-of-note =
    { $late ->
        [0] { $count } open
       *[other] { $count } open, { $late } late
    }
task-given = Given by headquarters: ticket { $number } of { $branch }
task-waybill = Waybill
task-contents = Contents
task-from-elsewhere = Only this is told of the other branch's ticket. What you answer goes there.
task-mine = mine
task-from-headquarters = from headquarters
task-set = Set a task
task-set-go = Set it
task-what = What
task-to = For whom
task-due = By when
task-due-example = e.g. 11-25 or 16:20
task-words = What to know
task-was-set = Task set
task-answer = Answer
task-answer-of = Answer: { $task }
task-outcome = Outcome
task-answer-words = Words
task-answer-go = Record answer
task-was-answered = Answer recorded
task-answered-late = late
problem-due = The time was not understood; try 11-25 or 16:20.
problem-span = The first day is after the last.

## The investigation

investigation-title = Investigation
investigation-playbook = Playbook: { $playbook }
tasks-title = Tasks
tasks-none = None yet
tasks-note =
    { $open ->
        [0] { $count } in all, all answered
       *[other] { $count } in all, { $open } open
    }
steps-title = The playbook proposes { $count } more
step-set = Set as a task
step-set-of = Set as a task: { $step }
evidence-note-title = Other evidence
evidence-note-none = Traces, scans, weighings, videos
evidence-note-add = Record evidence
evidence-note-go = Record evidence
evidence-note-kind = What it is
evidence-note-photo = Photo
evidence-note-no-photo = No photo
evidence-note-photo-gone = a photo that was taken back
evidence-note-shows = photo { $photo }
evidence-note-overwritten = Overwritten on
evidence-note-goes = Will be overwritten on { $day }
evidence-note-gone = Was to be overwritten on { $day }: was it kept
evidence-note-words = What it shows
evidence-was-noted = Evidence recorded
finding-title = Finding
finding-not-made = None yet
finding-add = Record a finding
finding-change = Change
finding-go = Record finding
finding-stage = Where it happened
finding-cause = Cause
finding-open = Not known yet
finding-measure = Usually: { $measure }
finding-words = What happened, and on what grounds
finding-was-made = Finding recorded
question-yes = Yes
question-no = No
question-unknown = Not known
adjudication-title = Adjudication
adjudication-none = None yet
adjudication-add = Say who caused it
adjudication-go = Record adjudication
adjudication-unit = Responsible unit
adjudication-branch = Responsible branch
adjudication-this-branch = This branch
adjudication-words = Why
adjudicated = Adjudication recorded
improvements-title = Improvements
improvements-none = Also after closing
improvement-add = Record an improvement
improvement-go = Record improvement
improvement-unit = For which unit
improvement-words = What could be better
improvement-was-noted = Improvement recorded

## Appeals, corrections, follow-ups, the rating

appeals-title = Appeals (12305)
appeals-none = None was passed on
appeal-number = Appeal { $number }
appeal-forwarded = passed on { $day }
appeal-reported = answered { $day }
appeal-add = Record an appeal
appeal-go = Record appeal
appeal-their-number = The regulator's number
appeal-forwarded-on = Passed on
appeal-words = What it is about
appeal-was-recorded = Appeal recorded
appeal-report = Record our answer
appeal-report-go = Record answer
appeal-reported-on = Answered on
appeal-report-words = What was answered
appeal-was-reported = Answer recorded
appeal-pack = Print the answer pack
appeal-pack-look = Look first
appeal-pack-look-at = Look first: { $paper }
document-preliminary = Preliminary report
document-appeal = Answer pack for the regulator

voucher-open = Voucher
voucher-of = Voucher { $voucher }
correct-open = Correct
correct-title = Correct payment { $voucher }
correct-how = { $amount } stands now. Enter what was truly paid, 0 if nothing; the old sum stays to be seen.
correct-amount = Truly paid (¥)
correct-words = Why
correct-go = Correct it
paid-before = written down before
paid-truly = truly paid
paid-corrected = Corrected:
payment-was-corrected = Payment corrected

contact-due-update = News is due
contact-due-follow-up = A follow-up is due
contact-due-return-visit = Sampled for a return visit
contact-reopen-wanted = The customer wants it taken up again

rating-title = Satisfaction
rating-none = Not asked yet
rating-open = Ask for a rating
rating-again = Ask again
rating-ask = How satisfied is the customer?
rating-how = Press 1 to 5, 0 takes it back; leave empty what was not said.
rating-timeliness = Speed
rating-attitude = How they were treated
rating-safety = Safety of the parcel
rating-handling = How it was handled
rating-unsaid = not said
rating-star = { $star } · { $words }
star-1 = Very poor
star-2 = Poor
star-3 = Fair
star-4 = Good
star-5 = Very good
rating-way = How it was said
rating-way-counter = At the counter
rating-way-phone = By phone
rating-way-slip = On paper
rating-way-page = By the slip's code
rating-words = In their words
rating-go = Record rating
rating-not-now = Not now
rated = Rating recorded

## Reminders and the suggestions register

reminders-count =
    { $count ->
        [one] { $count } reminder
       *[other] { $count } reminders
    }
reminders-title = Reminders
reminders-none = Nothing to be reminded of
reminders-failed = Reminders cannot be read
reminder-used = { $percent }% used
suggestions-title = Suggestions register
suggestions-see = See the register
suggestions-note =
    { $open ->
        [0] { $count } in all, all answered
       *[other] { $count } in all, { $open } without an answer
    }
suggestions-from = From
suggestions-until = Until
suggestions-which = Show
suggestions-all = All
suggestions-open = Without an answer
suggestions-empty = No suggestions in this period
suggestions-all-answered = All are answered
suggestion-open = No answer yet
suggestion-answered = Answer
suggestion-sealed = It can no longer be read

## What happened, of all this

story-TaskSet = Task set: { $task }
story-TaskGiven =
    { $branch ->
        [none] Headquarters gave a task: { $task }
       *[other] Headquarters gave { $branch } a task: { $task }
    }
story-TaskAnswered =
    { $branch ->
        [none] Task answered: { $task }, { $result }
       *[other] { $branch } answered the task: { $task }, { $result }
    }
story-EvidenceNoted = Evidence recorded: { $evidence }
story-FindingMade =
    { $stage ->
        [none] Finding recorded
       *[other] Finding recorded: { $stage }
    }
story-FaultAdjudicated = Adjudication recorded
story-ImprovementNoted = Improvement recorded
story-AppealForwarded = The regulator passed on appeal { $number }
story-AppealReported = The regulator was answered, appeal { $number }
story-PaymentCorrected = Payment { $voucher } corrected to { $amount }
story-SatisfactionRated = Satisfaction recorded
story-task-search = Search
story-task-trace = Trace
story-task-weigh = Weigh
story-task-ask-sender = Ask the sender
story-task-ask-recipient = Ask the recipient
story-task-ask-unit = Ask the unit
story-task-find-video = Find the video
story-task-correct-data = Correct the data
story-task-retrain = Retrain
story-task-sanction = Sanction
story-task-other = Something else
story-result-done = done
story-result-found = found
story-result-not-found = not found
story-result-not-possible = not possible
story-evidence-trace = trace
story-evidence-scan-record = scan record
story-evidence-scale = weighing record
story-evidence-video = video
story-evidence-statement = statement
story-evidence-document = document
story-stage-order = order
story-stage-pickup = pick-up
story-stage-transit = transit
story-stage-delivery = delivery
story-stage-after-sales = after sales

error-no-such-task = There is no such task here
    .safe = Nothing was changed.
    .next = Please look at the tasks as they are now.
error-task-answered = This task was answered already
    .safe = The answer that stands was not changed.
    .next = Please read what came of it.
error-no-such-unit = There is no such unit
    .safe = Nothing was changed.
    .next = Please choose another.
error-no-such-appeal = There is no such appeal
    .safe = Nothing was changed.
    .next = Please look at the story of the ticket.
error-appeal-reported = This appeal was answered already
    .safe = The answer that stands was not changed.
    .next = Please read it.
error-no-such-payment = There is no such payment
    .safe = Nothing was changed.
    .next = Please look at the story of the ticket.
error-payment-unchanged = That is what stands already
    .safe = Nothing was changed.
    .next = Please enter what was truly paid.
error-rating-empty = Nothing was chosen
    .safe = Nothing was written.
    .next = Please choose at least one row.

## Putting a ticket right

amend-open = Correct
amend-title = Correct ticket { $number }
amend-how = Put right what was taken down wrong. What stood before stays in the story; the number and what was promised do not change. A receipt that was signed must be signed again.
amend-go = Save the correction
amend-category = What went wrong
amend-address = Address
