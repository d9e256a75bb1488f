package io.menshen.gates;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Words for the rules of architecture. */
public final class Accesses {
    private Accesses() {}

    /** Calls of, and references to, methods of those names on a type or one that extends it. */
    public static DescribedPredicate<JavaAccess<?>> callsOf(Class<?> owner, String... methods) {
        var names = Set.of(methods);
        return DescribedPredicate.describe(
                "%s of %s".formatted(List.of(methods), owner.getSimpleName()),
                access ->
                        names.contains(access.getTarget().getName())
                                && access.getTargetOwner().isAssignableTo(owner));
    }

    /**
     * A class of {@code io.menshen}, such as {@code audit.AuditLoop} or {@code keys.*}, with what
     * it nests.
     */
    public static DescribedPredicate<JavaClass> oneOf(String... classes) {
        var patterns =
                Arrays.stream(classes)
                        .map(name -> name.replace(".", "\\.").replace("*", "[^.]+"))
                        .map(name -> Pattern.compile("io\\.menshen\\." + name + "(?:\\$.*)?"))
                        .toList();
        return DescribedPredicate.describe(
                "one of " + List.of(classes),
                type -> patterns.stream().anyMatch(p -> p.matcher(type.getName()).matches()));
    }

    /** A class of one of those full names. */
    public static DescribedPredicate<JavaClass> named(String... classes) {
        var names = Set.of(classes);
        return DescribedPredicate.describe(
                "one of " + List.of(classes), type -> names.contains(type.getName()));
    }
}
