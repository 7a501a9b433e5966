# The words of headquarters' page. What the counter shows as well is in screen.ftl.

hq-mark = Counterfoil · HQ
hq-nav-tickets = Tickets
hq-nav-branches = Branches
hq-search = Find a ticket number or waybill
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
hq-col-photos = Photos
hq-photos-none = no photos
hq-photos-all = { $named }
hq-photos-missing = { $held } of { $named }, some missing
hq-no-tickets = No tickets yet
hq-no-tickets-more = Tickets appear here by themselves when a counter has taken one and is online.
hq-nothing-found = Nothing found for “{ $text }”
hq-nothing-found-more = Type a ticket number or a waybill; its beginning is enough. Only branches in your care are searched.
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

hq-evidence = Evidence
hq-evidence-none = This ticket has no photos.
hq-evidence-forgotten = The photos were deleted with the personal data.
hq-evidence-all = { $held } verified by hash
hq-evidence-some = { $held } verified by hash, { $missing } not here yet
hq-photo-view = Photo { $at }: { $slot }, look at it larger
hq-photo-missing = { $slot }: the photo is not here yet
hq-photo-not-here = not here yet
hq-photo-arriving = { $percent } % arrived
hq-photo-previous = Previous photo
hq-photo-next = Next photo
hq-photo-of = { $at } of { $count }
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
        [one] one photo not here yet
       *[other] { $missing } photos not here yet
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
hq-story-skipped = { $slot } not taken: { $reason }
hq-story-note = Note
hq-story-retracted = One entry taken back
hq-story-print =
    { $copy ->
        [0] Receipt sent to print ({ $paper })
       *[other] Receipt sent to print ({ $paper }, copy { $copy })
    }
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
hq-quiet = silent for more than a day
hq-nothing-waits = nothing waits
hq-no-counters = No counter is enrolled yet
hq-no-branches = There are no branches in your care
