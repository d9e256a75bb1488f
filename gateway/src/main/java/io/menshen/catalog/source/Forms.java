package io.menshen.catalog.source;

import static io.menshen.catalog.source.Words.AGREEMENT;
import static io.menshen.catalog.source.Words.COUNT;
import static io.menshen.catalog.source.Words.JSON;
import static io.menshen.catalog.source.Words.LABEL;
import static io.menshen.catalog.source.Words.MLPS;
import static io.menshen.catalog.source.Words.NOTHING;
import static io.menshen.catalog.source.Words.TEXT;
import static io.menshen.catalog.source.Words.oneOf;
import static io.menshen.catalog.source.Words.word;

import io.menshen.catalog.source.Form.Mapping;
import io.menshen.catalog.source.Form.Named;
import io.menshen.catalog.source.Form.Several;

/** The forms of the registries, one per file. The schemas that editors use are made from them. */
final class Forms {
    private static final String MANNERS =
            "read message profiling automated_decision provision sale";

    private Forms() {}

    /** The whole of the registries: a key per file. */
    static Mapping all(Vocabulary known) {
        return new Keys()
                .must("revision", COUNT, "raised by ./menshen policy build")
                .must("fields", new Named(FieldForm.of(known)), "the field catalogue (3.1)")
                .must("purposes", new Named(PurposeForm.of(known)), "what data is used for (4.1.1)")
                .must("consumers", new Named(consumer()), "the systems that may ask (4.1.4)")
                .must("channels", new Named(ChannelForm.of()), "where data is taken in (4.2)")
                .must("codes", new Named(CodeForm.of()), "QR codes at their places (4.2)")
                .must("tags", new Named(TagForm.of()), "traits that people are given (3.4)")
                .must("calendar", new Named(CalendarForm.of()), "days of work by year (7-d)")
                .must("staff", staff(), "roles and agreements of people (5.5)")
                .must("deployment", deployment(), "this deployment itself")
                .must("floor", floor(), "what no policy can lift")
                .entry();
    }

    private static Mapping consumer() {
        var fields = new Named(new Several(TEXT));
        return Words.owned()
                .must(
                        "kind",
                        oneOf("internal vendor third_party deidentified"),
                        "who runs the system")
                .may("issuer", TEXT, word("primary"), "alias of the issuer of its tokens")
                .must("client_id", TEXT, "its client there")
                .may("audience", TEXT, "expected in its tokens; the gateway's own if left out")
                .may("staff", oneOf("none required"), word("none"), "whether tokens name a person")
                .must("purposes", new Several(TEXT), "those it may name")
                .may("resolve_by", fields, JSON.objectNode(), "per purpose, its look-up fields")
                .may("match", fields, JSON.objectNode(), "per purpose, the fields it may compare")
                .may("mlps", MLPS, "its certification (4.1.4-c)")
                .may("agreement", AGREEMENT, "of a vendor or third party (4.1.4-f)")
                .must("caps", caps(), "how many persons it may ask about")
                .entry();
    }

    private static Mapping caps() {
        return new Keys()
                .must("per_minute", COUNT, "persons a minute")
                .must("per_day", COUNT, "persons a day")
                .may("staff_per_minute", COUNT, "persons a minute per member of staff")
                .entry();
    }

    private static Mapping staff() {
        var role =
                Words.owned()
                        .may("fields", new Several(TEXT), NOTHING, "all it may see; none: any")
                        .entry();
        var person =
                new Keys()
                        .must("role", TEXT, "a role of this registry")
                        .may("agreement", AGREEMENT, "confidentiality agreement (5.5)")
                        .entry();
        return new Keys()
                .must("roles", new Named(role), "staff roles")
                .must("people", new Named(person), "people, by the retailer's own opaque ids")
                .entry();
    }

    private static Mapping deployment() {
        return Words.owned()
                .must("name", TEXT, "name of this deployment")
                .must("pages", TEXT, "consumer in whose name the pages for people ask (4.1.2-d)")
                .may("login", login(), "how people log in to the pages; without it nobody can")
                .must("controller", controller(), "whom every notice names (4.1.2-b)")
                .may("mlps", MLPS, "its own certification (4.1.4-c)")
                .may(
                        "consent",
                        oneOf("basis strict"),
                        word("basis"),
                        "strict asks for consent whatever the basis")
                .may(
                        "sensitivity",
                        oneOf("strict named"),
                        word("strict"),
                        "named holds only S for sensitive, strict P too")
                .entry();
    }

    private static Mapping login() {
        return new Keys()
                .must("number", TEXT, "the look-up field to which codes are sent")
                .must("purpose", TEXT, "the purpose under which a person logs in")
                .must(
                        "access",
                        TEXT,
                        "the purpose under which they see what is held and who used it")
                .may("account", TEXT, "the purpose under which they correct, close and erase")
                .may(
                        "requests",
                        TEXT,
                        "the purpose under which they open requests; without it the pages take none")
                .may(
                        "copy",
                        TEXT,
                        "the purpose under which they get a copy; without it the pages give none")
                .entry();
    }

    private static Mapping controller() {
        return new Keys()
                .must("name", LABEL, "the data controller, as it is registered")
                .must("contact", LABEL, "how a person reaches its privacy office")
                .must("complaints", LABEL, "where a person complains about the answer")
                .entry();
    }

    private static Mapping floor() {
        return new Keys()
                .must("never_disclosed", new Several(TEXT), "fields that no plan shows")
                .must("forbidden_manners", new Several(oneOf(MANNERS)), "uses that none allows")
                .entry();
    }
}
