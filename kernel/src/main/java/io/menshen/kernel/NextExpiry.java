package io.menshen.kernel;

import java.time.LocalDate;
import java.util.Optional;

/**
 * Tells when something of the registries runs out; a bean of this type feeds the metric {@code
 * menshen.policy.expires}, several are taken together.
 */
@FunctionalInterface
public interface NextExpiry {
    /**
     * The day (Asia/Shanghai) after which the first entry in force no longer counts; empty where
     * none runs out. It is asked for by whoever reads the metrics: it must neither wait nor try.
     */
    Optional<LocalDate> next();
}
