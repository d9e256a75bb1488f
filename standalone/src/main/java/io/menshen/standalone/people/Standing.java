package io.menshen.standalone.people;

import static io.menshen.kernel.Consent.GRANTED;
import static io.menshen.kernel.Consent.STALE;
import static io.menshen.kernel.Consent.WITHDRAWN;

import io.menshen.kernel.Age;
import io.menshen.kernel.Consent;
import io.menshen.kernel.Guardian;
import io.menshen.kernel.Lifecycle;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** How a generated person stands; every hundred people hold every state. */
record Standing(
        List<GivenConsent> consents,
        Age age,
        Guardian guardian,
        Lifecycle lifecycle,
        Set<String> restrictions) {
    private static final Set<String> NONE = Set.of();
    private static final List<Set<String>> OBJECTIONS =
            List.of(Set.of("marketing"), Set.of("profiling"), Set.of("processing"));

    static Standing of(int number, Random random) {
        var slot = number % 100;
        var age = age(slot);
        var guardian = slot >= 80 && slot < 84 ? Guardian.CONSENTED : Guardian.NONE;
        var restrictions =
                slot >= 70 && slot < 76 ? OBJECTIONS.get(slot % OBJECTIONS.size()) : NONE;
        return new Standing(consents(slot, random), age, guardian, lifecycle(slot), restrictions);
    }

    private static Age age(int slot) {
        if (slot >= 80 && slot < 88) {
            return Age.CHILD;
        }
        if (slot >= 76 && slot < 80) {
            return Age.TEEN;
        }
        return slot >= 88 && slot < 92 ? Age.UNKNOWN : Age.ADULT;
    }

    private static Lifecycle lifecycle(int slot) {
        return switch (slot) {
            case 92, 93, 94 -> Lifecycle.FROZEN;
            case 95, 96 -> Lifecycle.CLOSED;
            case 97, 98, 99 -> Lifecycle.ERASED;
            default -> Lifecycle.ACTIVE;
        };
    }

    /**
     * Half consented to everything, a tenth withdrew, a tenth is outdated, the rest was never
     * asked.
     */
    private static List<GivenConsent> consents(int slot, Random random) {
        var consents = new ArrayList<GivenConsent>();
        consents.add(GivenConsent.of("member_register", GRANTED, "address"));
        if (slot < 70) {
            var state = state(slot);
            consents.add(GivenConsent.of("marketing_email", state));
            consents.add(GivenConsent.of("marketing_sms", random.nextBoolean() ? state : GRANTED));
            consents.add(GivenConsent.of("profiling", GRANTED));
        }
        if (slot % 5 == 0) {
            consents.add(GivenConsent.of("identity_verify", GRANTED, "identity_document"));
        }
        return consents;
    }

    private static Consent state(int slot) {
        if (slot < 50) {
            return GRANTED;
        }
        return slot < 60 ? WITHDRAWN : STALE;
    }

    /** A birth date of the band; who declared none has one of an adult. */
    LocalDate birth(LocalDate today, Random random) {
        var years =
                switch (age) {
                    case CHILD -> 3 + random.nextInt(10);
                    case TEEN -> 14 + random.nextInt(3);
                    case ADULT, UNKNOWN -> 19 + random.nextInt(60);
                };
        return today.minusYears(years).minusDays(1 + random.nextInt(360));
    }
}
