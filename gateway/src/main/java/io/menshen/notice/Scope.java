package io.menshen.notice;

import io.menshen.kernel.Treatment;
import io.menshen.notice.Notice.Item;
import io.menshen.notice.Notice.Use;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a consent covers. Anything more is material: it is asked for anew (T/CCAGM 002 6.1.2).
 *
 * @param manners words of the registry; of a use that rests on the purpose, after its name and a
 *     slash, as in the other parts
 * @param fields how each is shown, such as {@code mask} or {@code generalize:region}
 * @param recipients consumers
 */
public record Scope(
        SortedSet<String> manners, SortedMap<String, String> fields, SortedSet<String> recipients) {
    /** Keeps copies. */
    public Scope {
        manners = Collections.unmodifiableSortedSet(new TreeSet<>(manners));
        fields = Collections.unmodifiableSortedMap(new TreeMap<>(fields));
        recipients = Collections.unmodifiableSortedSet(new TreeSet<>(recipients));
    }

    static Scope of(List<Use> uses) {
        var manners = new TreeSet<String>();
        var fields = new TreeMap<String, String>();
        var recipients = new TreeSet<String>();
        for (var use : uses) {
            var before = use.equals(uses.getFirst()) ? "" : use.purpose() + "/";
            use.manners().forEach(manner -> manners.add(before + manner));
            use.items().forEach(item -> fields.put(before + item.field(), shown(item)));
            use.recipients().forEach(who -> recipients.add(before + who.consumer()));
        }
        return new Scope(manners, fields, recipients);
    }

    private static String shown(Item item) {
        var word = item.treatment().word();
        return item.by() == null ? word : word + ":" + item.by();
    }

    /** What this one has beyond an earlier one, a line each; empty where it is no wider. */
    public List<String> beyond(Scope earlier) {
        var more = new ArrayList<String>();
        added("manner", manners, earlier.manners, more);
        fields.forEach((field, shown) -> {
            var was = earlier.fields.get(field);
            if (was == null) {
                more.add("the field '" + field + "' is new");
            } else if (isClearer(shown, was)) {
                more.add("the field '" + field + "' is '" + shown + "' and was '" + was + "'");
            }
        });
        added("recipient", recipients, earlier.recipients, more);
        return List.copyOf(more);
    }

    private static void added(
            String what, SortedSet<String> now, SortedSet<String> before, List<String> more) {
        now.stream()
                .filter(one -> !before.contains(one))
                .forEach(one -> more.add("the " + what + " '" + one + "' is new"));
    }

    /** Another shape of the same treatment counts as clearer: nobody can tell which shows more. */
    private static boolean isClearer(String shown, String was) {
        var now = treatment(shown);
        var before = treatment(was);
        return !shown.equals(was) && (now == before || now.atMost(before) != now);
    }

    private static Treatment treatment(String shown) {
        var word = shown.split(":", 2)[0];
        return Treatment.of(word).orElse(Treatment.CLEAR);
    }
}
