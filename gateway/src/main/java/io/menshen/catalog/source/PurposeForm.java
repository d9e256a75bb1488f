package io.menshen.catalog.source;

import static io.menshen.catalog.source.Words.COUNT;
import static io.menshen.catalog.source.Words.FLAG;
import static io.menshen.catalog.source.Words.LABEL;
import static io.menshen.catalog.source.Words.NO;
import static io.menshen.catalog.source.Words.NOTHING;
import static io.menshen.catalog.source.Words.OPERATION;
import static io.menshen.catalog.source.Words.TEXT;
import static io.menshen.catalog.source.Words.TREATMENT;
import static io.menshen.catalog.source.Words.YES;
import static io.menshen.catalog.source.Words.oneOf;

import io.menshen.catalog.source.Form.Mapping;
import io.menshen.catalog.source.Form.Named;
import io.menshen.catalog.source.Form.Several;
import io.menshen.catalog.source.Form.Word;

/** The form of a purpose. A sale is no manner that it could name (T/CCAGM 002 4.1.4-e). */
final class PurposeForm {
    private static final String BASES =
            "consent separate_consent contract legal_duty public_safety aggregate guardian_consent"
                    + " parent";
    private static final String MANNERS = "read message profiling automated_decision provision";

    private static final Form STATUTORY =
            new Keys()
                    .must("law", LABEL, "the law and its article")
                    .must(
                            "fields",
                            new Several(TEXT),
                            "fields of the class statutory, until their last day")
                    .entry();

    private PurposeForm() {}

    static Mapping of(Vocabulary known) {
        var keys =
                Words.owned()
                        .must("basis", oneOf(BASES), "what the use rests on")
                        .may("parent", TEXT, "the purpose that a vendor serves, with basis parent")
                        .may("consent_of", TEXT, "the compatible purpose whose consent counts here")
                        .must("version", COUNT, "raise it and earlier consents are stale (6.1.2)")
                        .must("manner", new Several(oneOf(MANNERS)), "how data is used (6.1.1)")
                        .must("token_scope", TEXT, "tokens are the same within one scope")
                        .must("operations", new Several(OPERATION), "what may be asked for");
        return switches(keys)
                .must("fields", new Named(planned(known)), "what it needs, and how each is shown")
                .entry();
    }

    private static Keys switches(Keys keys) {
        return keys.may(
                        "compatible_with",
                        new Named(LABEL),
                        Words.JSON.objectNode(),
                        "purposes whose data serves it too, each with the reason (4.1.3-c)")
                .may("enabled", FLAG, YES, "false refuses every use; providing to others starts so")
                .must("assessment", TEXT, "number of the risk assessment (4.1.4-g)")
                .must("retention_days", COUNT, "how long its data is kept")
                .may("statutory", STATUTORY, "what a law keeps when the person is erased (7-b)")
                .may("visible_to_person", FLAG, YES, "whether the person is told of each use")
                .may("roles", new Several(TEXT), NOTHING, "staff roles that may use it; none: any")
                .may("marketing", FLAG, NO, "whether it advertises")
                .may("frozen", FLAG, NO, "whether it may use frozen data (7-b)")
                .may("recognition_deviation", FLAG, NO, "shows people their own data despite 6.2");
    }

    private static Mapping planned(Vocabulary known) {
        return new Keys()
                .must("treatment", TREATMENT, "how this purpose shows the field")
                .may("by", new Word(known.masks()), "a mask or generalisation in place of its own")
                .may("why", LABEL, "why it is clearer than the field's default")
                .may("necessity", LABEL, "why a sensitive field is needed (4.1.2-g)")
                .may("effect", LABEL, "what it means for the person (4.1.2-g)")
                .may("separate_consent", FLAG, NO, "asks for a consent of its own (4.1.2-e)")
                .entry();
    }
}
