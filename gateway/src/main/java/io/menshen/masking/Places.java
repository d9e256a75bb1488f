package io.menshen.masking;

import java.net.InetAddress;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Forms of addresses of homes, mailboxes, pages and machines. */
final class Places {
    private static final Pattern EMAIL =
            Pattern.compile(
                    "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
                            + "@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.)+[A-Za-z]{2,63}");
    private static final int LONGEST_EMAIL = 254;
    private static final int LONGEST_LOCAL = 64;
    private static final int LONGEST_URL = 2_048;
    private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");
    private static final Pattern ADDRESS = Pattern.compile("[\\p{L}\\p{N}\\p{P}\\p{M} +~]{4,200}");
    private static final Pattern LETTER = Pattern.compile("\\p{L}");
    private static final Map<String, String> PROVINCES = provinces();

    private Places() {}

    /** Lower case: no mailbox provider in use tells people apart by case. */
    static Optional<String> email(String text) {
        var address = Text.halfWidth(text).strip().toLowerCase(Locale.ROOT);
        var fits = address.length() <= LONGEST_EMAIL && address.lastIndexOf('@') <= LONGEST_LOCAL;
        return fits && EMAIL.matcher(address).matches() ? Optional.of(address) : Optional.empty();
    }

    static Optional<String> ip(String text) {
        var address = Text.halfWidth(text).strip();
        if (Addresses.IPV4.matcher(address).matches()) {
            return Optional.of(address);
        }
        if (!IPV6.matcher(address).matches()) {
            return Optional.empty();
        }
        try {
            // Only a literal gets here: nothing is ever looked up.
            return Optional.of(InetAddress.ofLiteral(address).getHostAddress());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** http or https with a host, and nobody's name or password in it. */
    static Optional<String> url(String text) {
        var address = text.strip();
        if (address.length() > LONGEST_URL) {
            return Optional.empty();
        }
        try {
            var uri = URI.create(address);
            var scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
            var web = scheme.equals("https") || scheme.equals("http");
            var plain = uri.getHost() != null && uri.getUserInfo() == null;
            return web && plain ? Optional.of(address) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    static Optional<String> address(String text) {
        var address = Text.halfWidth(text).strip().replaceAll("\\s+", " ");
        var fits = ADDRESS.matcher(address).matches() && LETTER.matcher(address).find();
        return fits ? Optional.of(address) : Optional.empty();
    }

    /** The short name, such as 广东 for 广东省. */
    static Optional<String> province(String text) {
        return Optional.ofNullable(PROVINCES.get(text.strip()));
    }

    private static Map<String, String> provinces() {
        var names = new HashMap<String, String>();
        List.of("北京", "上海", "天津", "重庆").forEach(name -> put(names, name, "市"));
        List.of("河北", "山西", "辽宁", "吉林", "黑龙江", "江苏", "浙江", "安徽", "福建", "江西", "山东", "河南")
                .forEach(name -> put(names, name, "省"));
        List.of("湖北", "湖南", "广东", "海南", "四川", "贵州", "云南", "陕西", "甘肃", "青海", "台湾")
                .forEach(name -> put(names, name, "省"));
        List.of("内蒙古", "西藏").forEach(name -> put(names, name, "自治区"));
        put(names, "广西", "壮族自治区");
        put(names, "宁夏", "回族自治区");
        put(names, "新疆", "维吾尔自治区");
        List.of("香港", "澳门").forEach(name -> put(names, name, "特别行政区"));
        return Map.copyOf(names);
    }

    private static void put(Map<String, String> names, String name, String rank) {
        names.put(name, name);
        names.put(name + rank, name);
    }
}
