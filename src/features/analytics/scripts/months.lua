-- Tells months of days.
--
-- monthOf(day): the month of a day since 1970-01-01, counted on over the years: twelve times the year that begins with its
-- March, and how many months it is after it. The days of 400 years repeat (H. Hinnant, "chrono-compatible low-level date algorithms").
local function monthOf(day)
  local shifted = day + 719468
  local era = math.floor(shifted / 146097)
  local inEra = shifted - era * 146097
  local year = math.floor(
    (inEra - math.floor(inEra / 1460) + math.floor(inEra / 36524) - math.floor(inEra / 146096)) / 365
  )
  local inYear = inEra - (365 * year + math.floor(year / 4) - math.floor(year / 100))
  return (year + era * 400) * 12 + math.floor((5 * inYear + 2) / 153)
end
