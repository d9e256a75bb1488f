package io.menshen.intake;

import io.menshen.catalog.Catalog;
import io.menshen.catalog.Code;
import io.menshen.kernel.Refusal.Fault;
import io.menshen.tokens.PlaceCodes;
import java.util.List;

/** Whether the QR code that an intake names is a registered one, whole, and of its channel. */
final class CodeCheck {
    private static final String POINTER = "/code";

    private final PlaceCodes codes;
    private final Catalog catalog;

    CodeCheck(PlaceCodes codes, Catalog catalog) {
        this.codes = codes;
        this.catalog = catalog;
    }

    /** What is wrong with it; empty where nothing is, or no code is named. */
    List<Fault> faults(IntakeRequest request) {
        var text = request.code();
        return text == null ? List.of() : faults(text, request);
    }

    private List<Fault> faults(String text, IntakeRequest request) {
        var id = PlaceCodes.id(text);
        var code = id.flatMap(catalog::code);
        if (id.isEmpty() || code.isEmpty()) {
            return fault(
                    "code_unknown", "Needed: the text of a registered code, as it was scanned.");
        }
        if (!codes.verifies(text, id.get(), code.get())) {
            return fault("code_altered", "It was not printed of the code as it is registered now.");
        }
        return ofChannel(code.get(), request)
                ? List.of()
                : fault("code_elsewhere", "It leads to channel " + code.get().channel() + ".");
    }

    private static boolean ofChannel(Code code, IntakeRequest request) {
        return code.channel().equals(request.channel());
    }

    private static List<Fault> fault(String code, String detail) {
        return List.of(new Fault(POINTER, code, detail));
    }
}
