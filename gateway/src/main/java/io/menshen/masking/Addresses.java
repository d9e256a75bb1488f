package io.menshen.masking;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Addresses of homes, mailboxes and machines. */
final class Addresses {
    private static final Pattern EMAIL =
            Pattern.compile("([^@\\s]{1,64})@([A-Za-z0-9](?:[A-Za-z0-9.-]{0,251})[A-Za-z0-9])");
    private static final String OCTET = "(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)";
    static final Pattern IPV4 = Pattern.compile("(" + OCTET + ")(?:\\." + OCTET + "){3}");
    private static final String PROVINCE = "(?:\\p{IsHan}{2,3}省|\\p{IsHan}{2,6}自治区|(?:香港|澳门)特别行政区)";
    private static final String MUNICIPALITY = "(?:北京|上海|天津|重庆)市";
    // What belongs to a street or an estate is in no district's name: 长安镇莲花小区 and 工业区 are none.
    private static final String IN_CITY = "[\\p{IsHan}&&[^路街道巷弄村号栋苑区县市旗]]";
    private static final String IN_DISTRICT = "[\\p{IsHan}&&[^镇路街道巷弄村号栋苑区县市旗]]";
    private static final String NO_ESTATE = "(?<![小社园景校厂业商超菜夜宅活属墅务民舍])";
    private static final String CITY =
            "(?:\\p{IsHan}"
                    + IN_CITY
                    + "{0,3}"
                    + NO_ESTATE
                    + "市|\\p{IsHan}{2,10}?自治州|\\p{IsHan}{2,4}?(?:地区|盟))";
    private static final String DISTRICT =
            "(?:\\p{IsHan}{1,10}?自治[县旗]|\\p{IsHan}"
                    + IN_DISTRICT
                    + "{0,5}旗|\\p{IsHan}"
                    + IN_DISTRICT
                    + "{0,3}"
                    + NO_ESTATE
                    + "[区县市])";
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
