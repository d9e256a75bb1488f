package io.menshen.intake;

import io.menshen.access.Granted;
import io.menshen.access.Refusals;
import io.menshen.catalog.Catalog;
import io.menshen.catalog.Channel.Need;
import io.menshen.catalog.Field;
import io.menshen.intake.Intakes.InHand;
import io.menshen.kernel.Refusal;
import io.menshen.kernel.Refusal.Fault;
import io.menshen.subject.Subject;
import io.menshen.vault.NewValues;
import io.menshen.vault.Vault;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import reactor.core.publisher.Mono;

/**
 * Whether what is offered can be taken in by its channel: every field may be, and none is missing
 * that the channel cannot do without (T/CCAGM 002 4.1.3-a).
 */
final class Fitting {
    private static final String REQUIRED = "required";

    private final Vault vault;
    private final Refusals refusals;

    Fitting(Vault vault, Refusals refusals) {
        this.vault = vault;
        this.refusals = refusals;
    }

    /**
     * Completes where the offer fits.
     *
     * @param granted after the policy permitted, so that it tells nothing of whom it keeps back
     * @return a refusal, recorded: {@code INVALID} with all faults
     */
    Mono<Void> fits(InHand in, Subject before, Granted granted) {
        return missing(in, before)
                .map(missing ->
                        Stream.concat(
                                        Withheld.faults(in.offer(), before, granted).stream(),
                                        missing.entrySet().stream().map(Fitting::fault))
                                .toList())
                .filter(faults -> !faults.isEmpty())
                .flatMap(faults -> refused(in, before, granted, faults));
    }

    private Mono<Void> refused(InHand in, Subject before, Granted granted, List<Fault> faults) {
        return refusals.told(
                in.use(),
                granted.permit().request(),
                before.version() == 0 ? null : before.auditId(),
                faults.stream().map(Fault::code).distinct().toList(),
                Refusal.invalid(faults));
    }

    private static Fault fault(Map.Entry<String, Need> missing) {
        var why = missing.getValue().neededFor();
        var detail = "Needed for " + why.en() + " (" + why.zh() + ").";
        return new Fault("/fields/" + missing.getKey(), REQUIRED, detail);
    }

    /** What is required and neither offered nor held already: nobody hands in twice. */
    private Mono<Map<String, Need>> missing(InHand in, Subject before) {
        var needs = needs(in);
        if (needs.isEmpty() || before.version() == 0) {
            return Mono.just(needs);
        }
        var catalog = in.use().policy().catalog();
        var day = in.use().question().day();
        var consumer = in.use().caller().consumer();
        return vault.read(before, stores(catalog, needs), consumer)
                .map(holding -> {
                    needs.keySet().removeIf(name -> holding.holds(name, field(catalog, name), day));
                    return needs;
                });
    }

    private static Map<String, Need> needs(InHand in) {
        var request = in.handed().request();
        var needs = new LinkedHashMap<String, Need>();
        in.use()
                .policy()
                .catalog()
                .channel(request.channel())
                .flatMap(channel -> channel.profile(in.use().question().purpose()))
                .ifPresent(profile -> needs.putAll(profile.required()));
        in.offer().values().stream().map(NewValues::name).forEach(needs::remove);
        return needs;
    }

    private static Set<Field.Store> stores(Catalog catalog, Map<String, Need> needs) {
        return needs.keySet().stream()
                .map(name -> field(catalog, name).store())
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Field field(Catalog catalog, String name) {
        return Objects.requireNonNull(catalog.fields().get(name));
    }
}
