package io.menshen.catalog.source;

import static io.menshen.catalog.source.Words.COUNT;
import static io.menshen.catalog.source.Words.LABEL;
import static io.menshen.catalog.source.Words.TEXT;
import static io.menshen.catalog.source.Words.oneOf;

import io.menshen.catalog.source.Form.Mapping;

/** The form of a QR code at a place. */
final class CodeForm {
    private static final String PLACES = "desk till counter gift_stand car_park entrance";

    private CodeForm() {}

    static Mapping of() {
        return Words.owned()
                .must("channel", TEXT, "the channel that it leads to")
                .must("place", oneOf(PLACES), "the kind of place where it stands")
                .must("purpose", TEXT, "what a person scans it for")
                .must("notice_version", COUNT, "version of the purpose whose notice it leads to")
                .must("sign", LABEL, "what is written beside it")
                .entry();
    }
}
