package io.menshen;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.theClass;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.menshen.kernel.Personal;
import java.util.Set;
import org.reactivestreams.Publisher;

@AnalyzeClasses(packages = "io.menshen", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTests {
    private static final Set<String> BLOCKING =
            Set.of("block", "blockFirst", "blockLast", "blockOptional", "toIterable", "toStream");

    @ArchTest
    static final ArchRule nothing_waits =
            noClasses()
                    .should()
                    .accessTargetWhere(onPublisher(BLOCKING))
                    .because(
                            "one waiting event loop stops every caller that it serves (design, principle 9)");

    @ArchTest
    static final ArchRule only_lanes_subscribe =
            noClasses()
                    .that()
                    .haveNameNotMatching("io\\.menshen\\.storage\\.Lane(\\$.*)?")
                    .should()
                    .accessTargetWhere(onPublisher(Set.of("subscribe", "subscribeWith")))
                    .because(
                            "a chain that nobody holds can be neither cancelled nor waited for at shutdown");

    @ArchTest
    static final ArchRule few_packages_open_personal_values =
            noClasses()
                    .that()
                    .resideOutsideOfPackages(
                            "io.menshen.kernel",
                            "io.menshen.masking",
                            "io.menshen.tokens",
                            "io.menshen.keys")
                    .should()
                    .callMethod(Personal.class, "open")
                    .because(
                            "what cannot open a personal value cannot leak it (design, principle 8)");

    @ArchTest
    static final ArchRule jackson_2_stays_out =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("io.menshen.policy")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("com.fasterxml.jackson.databind..")
                    .because("only the glue of the policy engine still speaks Jackson 2");

    @ArchTest
    static final ArchRule status_codes_stay_in_web =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("io.menshen.web..")
                    .should()
                    .dependOnClassesThat()
                    .haveFullyQualifiedName("org.springframework.http.HttpStatus")
                    .because("one table turns refusals into answers");

    @ArchTest
    static final ArchRule personal_prints_nothing =
            theClass(Personal.class)
                    .should()
                    .haveOnlyFinalFields()
                    .because("a value in custody is not exchanged");

    private static DescribedPredicate<JavaAccess<?>> onPublisher(Set<String> names) {
        return DescribedPredicate.describe(
                "calls of " + names + " on a publisher",
                access ->
                        names.contains(access.getTarget().getName())
                                && isPublisher(access.getTargetOwner()));
    }

    private static boolean isPublisher(JavaClass owner) {
        return owner.isAssignableTo(Publisher.class);
    }
}
