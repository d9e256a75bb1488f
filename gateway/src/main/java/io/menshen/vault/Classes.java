package io.menshen.vault;

import io.menshen.catalog.Field;
import io.menshen.keys.KeyRing.FieldClass;

/** Which of a person's two keys seals a field. */
final class Classes {
    private Classes() {}

    static FieldClass of(Field field) {
        return switch (field.retention()) {
            case SERVICE -> FieldClass.SERVICE;
            case STATUTORY -> FieldClass.STATUTORY;
        };
    }
}
