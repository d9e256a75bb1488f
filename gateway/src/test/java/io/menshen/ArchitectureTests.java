package io.menshen;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.theClass;
import static io.menshen.gates.Accesses.callsOf;
import static io.menshen.gates.Accesses.named;
import static io.menshen.gates.Accesses.oneOf;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.GeneralCodingRules;
import io.menshen.kernel.Personal;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import org.reactivestreams.Publisher;
import org.springframework.web.reactive.function.server.ServerResponse;

/** Who may wait, subscribe, open a personal value, answer with a status, and write where. */
@AnalyzeClasses(packages = "io.menshen", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTests {
    private static final String COMMANDS = "io.menshen.cli..";

    /** The one class of a module whose life Spring bounds, and the lanes of the coalesced reads. */
    private static final String[] LOOPS = {
        "storage.Lane",
        "audit.AuditLoop",
        "upkeep.UpkeepLoop",
        "policy.PolicyLoop",
        "events.EventLoop",
        "login.TextQueue",
        "cases.CaseLoop"
    };

    private static final String[] OPENERS = {
        "masking.*",
        "tokens.*",
        "keys.*",
        "vault.Deidentified",
        "disclosure.Opened",
        "access.Tokens",
        "intake.Bands",
        "consent.ReceiptRow",
        "connectors.http.TextBody",
        "console.Typed",
        "console.HeldText",
        "staff.Typed",
        "cases.Note",
        "kernel.Personal"
    };

    private static final String[] MAPPERS = {"vault.Envelope", "intake.Derivation"};

    /**
     * The migration is a command; the doors wait on the thread that shuts down, for a bounded time.
     */
    @ArchTest
    static final ArchRule nothing_waits =
            noClasses()
                    .that(oneOf("storage.Migration", "web.InFlight").negate())
                    .and()
                    .resideOutsideOfPackage(COMMANDS)
                    .should()
                    .accessTargetWhere(
                            callsOf(
                                            Publisher.class,
                                            "block",
                                            "blockFirst",
                                            "blockLast",
                                            "blockOptional",
                                            "toIterable",
                                            "toStream",
                                            "toFuture")
                                    .or(callsOf(Future.class, "get", "join"))
                                    .or(callsOf(CompletableFuture.class, "get", "join"))
                                    .or(callsOf(Thread.class, "sleep", "join"))
                                    .or(callsOf(CountDownLatch.class, "await"))
                                    .or(callsOf(Semaphore.class, "acquire"))
                                    .or(callsOf(BlockingQueue.class, "take", "put"))
                                    .or(
                                            callsOf(
                                                    LockSupport.class,
                                                    "park",
                                                    "parkNanos",
                                                    "parkUntil")))
                    .because(
                            "one waiting event loop stops every caller that it serves (design, principle 9)");

    @ArchTest
    static final ArchRule only_lanes_and_loops_subscribe =
            noClasses()
                    .that(oneOf(LOOPS).negate())
                    .should()
                    .accessTargetWhere(callsOf(Publisher.class, "subscribe", "subscribeWith"))
                    .because(
                            "a chain that nobody holds can be neither cancelled nor waited for at shutdown");

    @ArchTest
    static final ArchRule meters_are_made_from_the_enum =
            noClasses()
                    .that(oneOf("telemetry.Meters").negate())
                    .should()
                    .accessTargetWhere(
                            callsOf(
                                            MeterRegistry.class,
                                            "counter",
                                            "gauge",
                                            "gaugeCollectionSize",
                                            "gaugeMapSize",
                                            "summary",
                                            "timer",
                                            "more")
                                    .or(callsOf(Counter.class, "builder"))
                                    .or(callsOf(Gauge.class, "builder"))
                                    .or(callsOf(Timer.class, "builder"))
                                    .or(callsOf(DistributionSummary.class, "builder")))
                    .because("one enum lists every metric and what its tags may say");

    @ArchTest
    static final ArchRule few_classes_open_personal_values =
            noClasses()
                    .that(oneOf(OPENERS).negate())
                    .should()
                    .accessTargetWhere(callsOf(Personal.class, "open"))
                    .because(
                            "what cannot open a personal value cannot leak it (design, principle 8)");

    @ArchTest
    static final ArchRule few_classes_look_at_personal_values =
            noClasses()
                    .that(oneOf(OPENERS).or(oneOf(MAPPERS)).negate())
                    .should()
                    .accessTargetWhere(callsOf(Personal.class, "map"))
                    .because("the function that is given sees the value in clear");

    @ArchTest
    static final ArchRule jackson_2_stays_out =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("io.menshen.policy")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("com.fasterxml.jackson.databind..")
                    .because("only the glue of the policy engine still speaks Jackson 2");

    /** Clients of other servers read the status that they were answered with. */
    @ArchTest
    static final ArchRule status_codes_stay_in_web =
            noClasses()
                    .that(
                            oneOf(
                                            "policy.ServerEngine",
                                            "policy.BundleFetch",
                                            "events.Webhook",
                                            "connectors.http.HttpTexts",
                                            "staff.ProviderHttp")
                                    .negate())
                    .and()
                    .resideOutsideOfPackage("io.menshen.web..")
                    .should()
                    .dependOnClassesThat(
                            named(
                                    "org.springframework.http.HttpStatus",
                                    "org.springframework.http.HttpStatusCode",
                                    "org.springframework.web.server.ResponseStatusException",
                                    "org.springframework.web.bind.annotation.ResponseStatus",
                                    "io.netty.handler.codec.http.HttpResponseStatus"))
                    .because("one table turns refusals into answers");

    @ArchTest
    static final ArchRule answers_of_other_modules_are_plain_ones =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("io.menshen.web..")
                    .should()
                    .accessTargetWhere(
                            callsOf(
                                    ServerResponse.class,
                                    "status",
                                    "badRequest",
                                    "notFound",
                                    "unprocessableEntity",
                                    "unprocessableContent"))
                    .because("what is refused is thrown as a refusal, and the table answers");

    @ArchTest
    static final ArchRule only_commands_print =
            noClasses()
                    .that()
                    .resideOutsideOfPackage(COMMANDS)
                    .should(GeneralCodingRules.ACCESS_STANDARD_STREAMS)
                    .because("what a server prints is neither levelled nor watched for canaries");

    @ArchTest
    static final ArchRule one_way_to_log =
            GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING.because(
                    "only what goes through SLF4J is watched for canaries");

    @ArchTest
    static final ArchRule nothing_is_injected_into_fields =
            GeneralCodingRules.NO_CLASSES_SHOULD_USE_FIELD_INJECTION.because(
                    "a final field is set once, before anyone sees the object");

    @ArchTest
    static final ArchRule personal_keeps_what_it_holds =
            theClass(Personal.class)
                    .should()
                    .haveOnlyFinalFields()
                    .because("a value in custody is not exchanged");
}
