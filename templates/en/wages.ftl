# The days that a contractor's crews have worked, for the sheet that he pays his people by.

# $from, $to: days, "Mon 23 Nov". The trades of the week stand below it, a line each.
wages-week = 👷 *{ $from } – { $to }*
# $trade: "Mason". $days: half a shift counts as half a day. $sum: what buyers paid for it, in rupees.
wages-line = { $days ->
    [one] { $trade }: { $days } day, { $sum }
   *[other] { $trade }: { $days } days, { $sum }
}
# $sum: of all trades.
wages-total = *Together { $sum }*, before our fee and tax
wages-none = Nobody of your crews has worked this week or the last. The days stand here when a crew has come and the buyer has given the code.
# $to: the last day of the week.
wages-paper = 👷 Who has worked up to { $to }, day by day.
# Buttons, 20 characters at most.
wages-this-button = This week (PDF)
wages-last-button = Last week (PDF)
