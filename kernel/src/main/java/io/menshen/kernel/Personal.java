package io.menshen.kernel;

import java.util.Objects;
import java.util.function.Function;

/**
 * A value about a person. It prints, compares and serialises as nothing, so that it cannot slip
 * into a log, a metric, an exception or an answer. Only the packages listed in the architecture
 * rule may call {@link #open()} (design, principle 8).
 *
 * @param <T> what is held; never null
 */
public final class Personal<T> {
    private static final String SHOWN = "Personal[*]";

    private final T value;

    private Personal(T value) {
        this.value = Objects.requireNonNull(value);
    }

    /** Takes a value into custody. */
    public static <T> Personal<T> of(T value) {
        return new Personal<>(value);
    }

    /** The value itself. */
    public T open() {
        return value;
    }

    /** A value derived from this one; it stays personal. */
    public <R> Personal<R> map(Function<? super T, ? extends R> derive) {
        return new Personal<>(derive.apply(value));
    }

    @Override
    public String toString() {
        return SHOWN;
    }
}
