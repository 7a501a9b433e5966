# The fixed words of papers. What the policy says (terms, notices, lists) is not here.

paper-title-enquiry = Enquiry receipt
paper-title-trace = Trace receipt
paper-title-complaint = Complaint receipt
paper-title-suggestion = Suggestion receipt
paper-title-claim = Claim receipt

paper-number = Ticket No.
paper-received = Received
paper-clerk = Clerk
paper-counter = Counter
paper-waybill = Waybill
paper-visitor = Customer
paper-role-sender = Sender
paper-role-recipient = Recipient
paper-role-agent = Agent
paper-role-other = Other
paper-category = Matter
paper-story = Statement
paper-demand = Demand
paper-insured = Insured
paper-not-insured = not insured
paper-freight = Freight
paper-status = Last status
paper-status-from = according to { $source }
paper-left = Left with us
paper-photos = Photos
paper-photos-taken = { $count } taken
paper-photos-owed = still owed
paper-answer = Answer via

paper-next = What happens next
paper-ground-law = Law
paper-ground-ours = Promise
paper-provisional = provisional
paper-by-date = by { $moment }
paper-by-time = by { $moment }

paper-scan = Use this to follow up
paper-not-invoice = This slip is proof of acceptance, not an invoice.
paper-read-back = The above was read back to me and is correct.
paper-signature = Customer's signature
paper-date = Date
paper-seal = Outlet seal
paper-phone = Tel.
paper-copy = Copy
paper-practice = PRACTICE, NOT VALID
paper-page = { $page } / { $pages }
paper-list = {", "}
paper-separator = {", "}
paper-colon = {": "}

paper-gap-number = given on saving
paper-gap-code = given on saving
paper-gap-received = noted on saving
paper-gap-waybill = scan or type the waybill
paper-gap-visitor = role, name and phone
paper-gap-name = name
paper-gap-contact = phone
paper-gap-category = choose the matter
paper-gap-story = what the customer says
paper-gap-demand = what the customer asks for
paper-gap-amount = amount asked for
paper-gap-promise = terms follow from the matter

paper-date-full = { $weekday } { $day } { $month-name } { $year }
paper-date-short = { $weekday } { $day } { $month-name }
paper-date-time = { $date }, { $time }

paper-monday = Mon
paper-tuesday = Tue
paper-wednesday = Wed
paper-thursday = Thu
paper-friday = Fri
paper-saturday = Sat
paper-sunday = Sun

paper-month-1 = Jan
paper-month-2 = Feb
paper-month-3 = Mar
paper-month-4 = Apr
paper-month-5 = May
paper-month-6 = Jun
paper-month-7 = Jul
paper-month-8 = Aug
paper-month-9 = Sep
paper-month-10 = Oct
paper-month-11 = Nov
paper-month-12 = Dec
