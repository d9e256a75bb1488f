package io.menshen.notice;

import io.menshen.catalog.Controller;
import io.menshen.catalog.Label;
import io.menshen.catalog.Purpose;
import io.menshen.kernel.Operation;
import io.menshen.notice.Notice.Item;
import io.menshen.notice.Notice.Recipient;
import io.menshen.notice.Notice.Use;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A notice in one language, as Markdown: the same registries give the same bytes. */
final class NoticeText {
    private final Wording words;
    private final Controller controller;
    private final Purpose purpose;
    private final List<Use> uses;
    private final List<String> blocks = new ArrayList<>();

    /**
     * A text.
     *
     * @param uses the purpose, and those that rest on it
     */
    NoticeText(Wording words, Controller controller, Purpose purpose, List<Use> uses) {
        this.words = words;
        this.controller = controller;
        this.purpose = purpose;
        this.uses = uses;
    }

    /** The whole text. */
    String write() {
        var own = uses.getFirst();
        add("# " + words.say("title", "purpose", purpose.label()));
        add(words.say("version", "version", Integer.toString(purpose.version())));
        section("who");
        add(put(words.say("who.text", "controller", controller.name())));
        section("what");
        what(own);
        section("which");
        add(own.items().isEmpty() ? words.say("none") : items(own));
        section("receive");
        add(recipients(own));
        section("long");
        days("days", own);
        section("further");
        further();
        section("rights");
        add(put(words.say("rights.text")));
        section("withdrawal");
        add(put(words.say("withdrawal." + (canBeWithdrawn() ? "consent" : "other"))));
        return String.join("\n\n", blocks) + "\n";
    }

    private boolean canBeWithdrawn() {
        return purpose.operations().contains(Operation.WITHDRAW);
    }

    private void section(String name) {
        add("## " + words.say(name));
    }

    private void add(String block) {
        blocks.add(block);
    }

    private String put(String sentence) {
        return sentence.replace("{contact}", words.of(controller.contact()))
                .replace("{complaints}", words.of(controller.complaints()));
    }

    private void what(Use own) {
        var basis = words.say("basis." + purpose.basis().name().toLowerCase(Locale.ROOT));
        add(words.say("purpose", "purpose", purpose.label()));
        add(words.say("basis", "basis", basis));
        add(manners(own));
        if (!purpose.enabled()) {
            add(words.say("off"));
        }
    }

    private String manners(Use use) {
        var all = use.manners().stream().map(manner -> words.say("manner." + manner));
        return words.say("manner", "manners", all.collect(Collectors.joining(words.say("list"))));
    }

    private String recipients(Use use) {
        return use.recipients().isEmpty()
                ? words.say("nobody")
                : use.recipients().stream().map(this::recipient).collect(Collectors.joining("\n"));
    }

    private String recipient(Recipient one) {
        return "- "
                + words.say("recipient", "recipient", one.label())
                        .replace("{kind}", words.say("recipient." + one.kind()));
    }

    private void further() {
        if (uses.size() == 1) {
            add(words.say("further.none"));
        }
        for (var use : uses.subList(1, uses.size())) {
            add("### " + words.say("further.title", "purpose", use.label()));
            add(manners(use));
            add(words.say("further.data"));
            add(use.items().isEmpty() ? words.say("none") : items(use));
            add(words.say("further.receive"));
            add(recipients(use));
            days("further.days", use);
        }
    }

    private void days(String sentence, Use use) {
        add(words.say(sentence, "days", Integer.toString(use.retentionDays())));
        var kept = use.kept();
        if (kept != null) {
            var fields = kept.fields().stream().map(words::of);
            var listed = fields.collect(Collectors.joining(words.say("list")));
            add(words.say("kept", "law", kept.law()).replace("{fields}", listed));
        }
    }

    private String items(Use use) {
        return use.items().stream().map(this::item).collect(Collectors.joining("\n"));
    }

    private String item(Item item) {
        var line = new ArrayList<String>();
        line.add("- " + words.say("field", "field", item.label()).replace("{shown}", shown(item)));
        more(line, "why", item.why());
        if (item.sensitive()) {
            line.add(words.say("sensitive"));
        }
        more(line, "necessity", item.necessity());
        more(line, "effect", item.effect());
        if (item.separate() != null) {
            line.add(words.say("separate", "kind", words.say("kind." + item.separate())));
        }
        return String.join(words.say("gap"), line);
    }

    private void more(List<String> line, String name, @Nullable Label said) {
        if (said != null) {
            line.add(words.say(name, name, said));
        }
    }

    private String shown(Item item) {
        var sentence = words.say("treatment." + item.treatment().word());
        return item.by() == null
                ? sentence
                : sentence.replace("{by}", words.say("by." + item.by()));
    }
}
