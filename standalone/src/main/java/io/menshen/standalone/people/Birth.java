package io.menshen.standalone.people;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Map;

/** What follows from a birth date: the fields that repeat it agree with each other. */
final class Birth {
    private Birth() {}

    /**
     * Puts the fields.
     *
     * @param serial numbers those who were born on one day in one district, 0 to 499
     */
    static void put(
            Map<String, String> values, LocalDate birth, String gender, Place place, int serial) {
        // The last digit of the serial is odd for men and even for women (GB 11643).
        var sequence = serial * 2 % 1000 + ("male".equals(gender) ? 1 : 0);
        var day = birth.format(DateTimeFormatter.BASIC_ISO_DATE);
        values.put("gender", gender);
        values.put("birth_date", birth.toString());
        values.put("birth_month_day", birth.format(DateTimeFormatter.ofPattern("MM-dd")));
        values.put("birth_year_band", band(birth.getYear()));
        values.put("province", place.province());
        values.put(
                "id_card_no",
                CheckDigits.idCard("%s%s%03d".formatted(place.number(), day, sequence)));
    }

    private static String band(int year) {
        var first = year - year % 5;
        return first + "-" + (first + 4);
    }
}
