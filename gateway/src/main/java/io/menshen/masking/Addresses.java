package io.menshen.masking;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Addresses of homes, mailboxes and machines. */
final class Addresses {
    private static final Pattern EMAIL =
            Pattern.compile("([^@\\s]{1,64})@([A-Za-z0-9](?:[A-Za-z0-9.-]{0,251})[A-Za-z0-9])");
    private static final Pattern IPV4 =
            Pattern.compile("(\\d{1,3})\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}");
    private static final String PROVINCE = "(?:\\p{IsHan}{2,3}省|\\p{IsHan}{2,6}自治区|(?:香港|澳门)特别行政区)";
    private static final String MUNICIPALITY = "(?:北京|上海|天津|重庆)市";
    private static final String CITY = "\\p{IsHan}{2,7}?(?:市|自治州|地区|盟)";
    private static final String DISTRICT = "\\p{IsHan}{1,7}?(?:自治县|区|县|旗|市)";
    private static final Pattern REGION =
            Pattern.compile(
                    "("
                            + PROVINCE
                            + CITY
                            + "(?:"
                            + DISTRICT
                            + ")?|"
                            + MUNICIPALITY
                            + "(?:市辖区)?(?:"
                            + DISTRICT
                            + ")?)(.+)",
                    Pattern.DOTALL);

    private Addresses() {}

    static Optional<String> email(String address, Map<String, String> parameters) {
        var parts = EMAIL.matcher(address);
        if (!parts.matches()) {
            return Optional.empty();
        }
        var local = parts.group(1);
        var shown = Text.length(local) == 1 ? "*" : Text.first(local, 1) + Text.stars(3);
        return Optional.of(shown + "@" + parts.group(2));
    }

    static Optional<String> ip(String address, Map<String, String> parameters) {
        var parts = IPV4.matcher(address);
        return parts.matches() ? Optional.of(parts.group(1) + ".*.*.*") : Optional.empty();
    }

    /** Province, city and district by their names, never by counting characters. */
    static Optional<String> region(String address, Map<String, String> parameters) {
        var parts = REGION.matcher(address.replace(" ", ""));
        return parts.matches() ? Optional.of(parts.group(1)) : Optional.empty();
    }
}
