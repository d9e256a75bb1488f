package io.menshen.kernel;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a test that proves a clause of T/CCAGM 002-2021. The conformance matrix in docs/ is
 * generated from these marks.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface Clause {
    /** The clauses as numbered in the matrix, such as {@code 4.1.2-e}. */
    String[] value();
}
