package io.menshen.gates;

import io.menshen.catalog.Catalog;
import io.menshen.catalog.source.Compilation.Faulty;
import io.menshen.catalog.source.Compilation.Registries;
import io.menshen.catalog.source.RegistrySource;
import io.menshen.catalog.source.Vocabulary;
import io.menshen.masking.FieldType;
import io.menshen.masking.Masking;

/** The committed registries, compiled afresh. */
public final class RealRegistries {
    private RealRegistries() {}

    /** The catalogue of policies/registries. */
    public static Catalog catalog() {
        var folder = Source.REPOSITORY.resolve("policies/registries");
        var known = new Vocabulary(FieldType.words(), Masking.kinds());
        return switch (new RegistrySource(folder, known).compile()) {
            case Registries compiled -> compiled.catalog();
            case Faulty faulty -> throw new IllegalStateException("do not compile: " + faulty);
        };
    }
}
