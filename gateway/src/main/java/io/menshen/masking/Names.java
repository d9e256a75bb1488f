package io.menshen.masking;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Names of people: the surname stays, each given character becomes a star. */
final class Names {
    private static final Set<String> COMPOUND =
            Set.of(
                    "欧阳", "太史", "端木", "上官", "司马", "东方", "独孤", "南宫", "万俟", "闻人", "夏侯", "诸葛", "尉迟",
                    "公羊", "赫连", "澹台", "皇甫", "宗政", "濮阳", "公冶", "太叔", "申屠", "公孙", "慕容", "仲孙", "钟离",
                    "长孙", "宇文", "司徒", "鲜于", "司空", "闾丘", "子车", "亓官", "司寇", "巫马", "公西", "颛孙", "壤驷",
                    "公良", "漆雕", "乐正", "宰父", "谷梁", "拓跋", "夹谷", "轩辕", "令狐", "段干", "百里", "呼延", "东郭",
                    "南门", "羊舌", "微生", "梁丘", "左丘", "西门", "第五", "纳兰");
    private static final Pattern HAN = Pattern.compile("\\p{IsHan}{2,6}");
    private static final Pattern DOTTED =
            Pattern.compile("\\p{IsHan}{1,10}(?:[·•・]\\p{IsHan}{1,10}){1,4}");
    private static final Pattern LATIN =
            Pattern.compile(
                    "\\p{IsLatin}[\\p{IsLatin}'’.-]*(?: \\p{IsLatin}[\\p{IsLatin}'’.-]*){0,4}");
    private static final Map<String, String> TITLES =
            Map.of("male", "先生", "男", "先生", "female", "女士", "女", "女士");

    private Names() {}

    static Optional<String> mask(String name, Map<String, String> parameters) {
        if (HAN.matcher(name).matches()) {
            var surname = surname(name);
            return Optional.of(surname + Text.stars(Text.length(name) - Text.length(surname)));
        }
        if (DOTTED.matcher(name).matches()) {
            return Optional.of(Text.first(name, 1) + Text.stars(3));
        }
        if (LATIN.matcher(name).matches() && Text.length(name) > 1) {
            return Optional.of(Text.first(name, 1) + Text.stars(3));
        }
        return Optional.empty();
    }

    static Optional<String> maskNickname(String name, Map<String, String> parameters) {
        return Text.length(name) > 1
                ? Optional.of(Text.first(name, 1) + Text.stars(2))
                : Optional.empty();
    }

    /** 张女士: surname and title; without a known gender there is nothing to say. */
    static Optional<String> salutation(String name, Map<String, String> parameters) {
        var title = TITLES.get(parameters.getOrDefault("gender", ""));
        if (title == null || !HAN.matcher(name).matches()) {
            return Optional.empty();
        }
        return Optional.of(surname(name) + title);
    }

    /** Two characters where they are a compound surname and a given name follows, else one. */
    private static String surname(String name) {
        var compound = Text.length(name) > 2 && COMPOUND.contains(Text.first(name, 2));
        return Text.first(name, compound ? 2 : 1);
    }
}
