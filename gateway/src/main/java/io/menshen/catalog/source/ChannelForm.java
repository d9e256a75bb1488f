package io.menshen.catalog.source;

import static io.menshen.catalog.source.Words.JSON;
import static io.menshen.catalog.source.Words.LABEL;
import static io.menshen.catalog.source.Words.NOTHING;
import static io.menshen.catalog.source.Words.TEXT;
import static io.menshen.catalog.source.Words.oneOf;

import io.menshen.catalog.source.Form.Mapping;
import io.menshen.catalog.source.Form.Named;
import io.menshen.catalog.source.Form.Several;

/** The form of a channel with its profile. */
final class ChannelForm {
    private ChannelForm() {}

    static Mapping of() {
        return Words.owned()
                .must("kind", oneOf("online offline"), "on a screen or in the shop")
                .must("clause", TEXT, "the clause of T/CCAGM 002 that describes it")
                .must("consent_moment", LABEL, "when, and by what, the person is told and agrees")
                .must("verification", oneOf("none code desk"), "how a person is known there")
                .may("rules", new Several(LABEL), NOTHING, "what else the standard asks for there")
                .must("purposes", new Named(profile()), "what it takes in; {}: no person at all")
                .entry();
    }

    private static Mapping profile() {
        var need =
                new Keys()
                        .must("needed_for", LABEL, "what cannot be done without it (4.1.3-a)")
                        .entry();
        return new Keys()
                .may(
                        "required",
                        new Named(need),
                        JSON.objectNode(),
                        "fields that it cannot do without, each with the reason")
                .may("optional", new Several(TEXT), NOTHING, "fields that a person may decline")
                .entry();
    }
}
