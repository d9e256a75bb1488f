package io.menshen.intake;

import io.menshen.intake.Admission.Admitted;
import io.menshen.keys.KeyRing;
import io.menshen.subject.Identifier;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whom the rows of a group are about, by ids and blind indexes: of two rows about one person the
 * later has to find what the earlier one wrote.
 */
final class Apart {
    private final KeyRing keys;
    private final Set<String> seen = new HashSet<>();

    Apart(KeyRing keys) {
        this.keys = keys;
    }

    /** Whether no row before was about somebody of this one. */
    boolean isFirst(Admitted admitted) {
        var about = about(admitted);
        var first = about.stream().noneMatch(seen::contains);
        seen.addAll(about);
        return first;
    }

    private List<String> about(Admitted admitted) {
        var in = admitted.in();
        var about =
                in.offer().identifiers(in.use().caller().consumer()).stream()
                        .map(this::index)
                        .collect(Collectors.toCollection(ArrayList::new));
        about.add(admitted.granted().subject().id().value().toString());
        return about;
    }

    private String index(Identifier identifier) {
        var mac = keys.indexes(identifier.field(), identifier.value()).getFirst().mac();
        var hex = HexFormat.of().formatHex(mac.toArray());
        return identifier.field() + "@" + identifier.scope() + "=" + hex;
    }
}
