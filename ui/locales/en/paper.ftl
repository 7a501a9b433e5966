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
paper-not-insured = Not insured
paper-freight = Freight
paper-status = Last status
paper-status-from = according to { $source }
paper-left = Left with us
paper-left-none = Nothing was left with us
paper-photos = Photos
paper-photos-taken = { $count } taken
paper-photos-owed = Still owed
paper-answer = Answer

paper-next = What happens next
paper-ground-law = Law
paper-ground-ours = Promise
paper-provisional = provisional
paper-by-date = By { $moment }
paper-by-time = By { $moment }

paper-scan = Use this to follow up
paper-not-invoice = This slip is proof of acceptance, not an invoice.
paper-read-back = The above was read back to me and is correct.
paper-signature = Customer's signature
paper-date = Date
paper-seal = Outlet seal
paper-phone = Tel.
paper-copy = Copy
paper-practice = PRACTICE, NOT VALID
paper-page = Page { $page } of { $pages }
paper-continued = { $label } (cont.)
paper-substituted = 〓 stands for a character that cannot be printed; our record keeps it.
paper-list = {"; "}
paper-separator = {", "}
paper-colon = {": "}

paper-gap-number = Given on saving
paper-gap-code = Given on saving
paper-gap-received = Noted on saving
paper-gap-waybill = Scan or type the waybill
paper-gap-visitor = Role, name and phone
paper-gap-name = Name
paper-gap-contact = Phone
paper-gap-category = Choose the matter
paper-gap-story = What the customer says
paper-gap-demand = What the customer asks for
paper-gap-amount = Amount asked for
paper-gap-promise = Terms follow from the matter

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
