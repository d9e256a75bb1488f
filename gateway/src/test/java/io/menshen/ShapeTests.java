package io.menshen;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.domain.JavaParameterizedType;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;

/** How things are named and what a module shows (CONTRIBUTING.md). */
@AnalyzeClasses(packages = "io.menshen", importOptions = ImportOption.DoNotIncludeTests.class)
class ShapeTests {
    private static final int MOST_SHOWN = 7;

    @ArchTest
    static final ArchRule things_are_named_for_what_they_are =
            noClasses()
                    .should()
                    .haveNameMatching(".*(?:Impl|Manager|Helper|Utils?|Service)(?:\\$.*)?")
                    .because("such a name says that nobody knew what it is in the field");

    @ArchTest
    static final ArchRule packages_are_features =
            noClasses()
                    .should()
                    .resideInAnyPackage(
                            "io.menshen..impl..",
                            "io.menshen..util..",
                            "io.menshen..utils..",
                            "io.menshen..config..",
                            "io.menshen..dto..",
                            "io.menshen..common..")
                    .because("a package holds a feature, not a kind of class");

    @ArchTest
    static final ArchRule what_is_shown_is_typed =
            methods()
                    .that()
                    .arePublic()
                    .and()
                    .areDeclaredInClassesThat()
                    .arePublic()
                    .and(DescribedPredicate.describe("written by hand", ShapeTests::isWritten))
                    .should(haveOnlyTypedParameters())
                    .because("an Object or a map of them moves a fault from compiling to running");

    @ArchTest
    static final ArchRule nothing_shown_takes_a_flag =
            methods()
                    .that()
                    .areNotPrivate()
                    .and()
                    .areDeclaredInClassesThat()
                    .areNotRecords()
                    .should()
                    .notHaveRawParameterTypes(
                            DescribedPredicate.describe(
                                    "a boolean",
                                    types ->
                                            types.stream()
                                                    .anyMatch(
                                                            t -> t.isEquivalentTo(boolean.class))))
                    .because("true at a call says nothing to its reader");

    @ArchTest
    static void every_package_is_null_marked(JavaClasses classes) {
        var packages = classes.stream().map(JavaClass::getPackage).collect(Collectors.toSet());

        assertThat(packages).isNotEmpty();
        assertThat(packages.stream().filter(Predicate.not(ShapeTests::isNullMarked)))
                .as("packages without a package-info that marks nulls")
                .isEmpty();
    }

    /**
     * Behaviour is shown by one type or a few; records, words and exceptions are its vocabulary.
     */
    @ArchTest
    static void a_module_shows_few_types(JavaClasses classes) {
        var shown = new TreeMap<String, Long>();
        classes.stream()
                .filter(ShapeTests::isShownBehaviour)
                .forEach(type -> shown.merge(type.getPackageName(), 1L, Long::sum));

        assertThat(shown).isNotEmpty();
        assertThat(shown.entrySet().stream().filter(module -> module.getValue() > MOST_SHOWN))
                .as("modules that show more than %s classes or interfaces", MOST_SHOWN)
                .isEmpty();
    }

    private static boolean isShownBehaviour(JavaClass type) {
        return type.getModifiers().contains(JavaModifier.PUBLIC)
                && type.isTopLevelClass()
                && !type.isRecord()
                && !type.isEnum()
                && !type.isAnnotation()
                && !type.isAssignableTo(Throwable.class);
    }

    private static boolean isNullMarked(JavaPackage module) {
        return module.tryGetPackageInfo()
                .filter(i -> i.isAnnotatedWith(NullMarked.class))
                .isPresent();
    }

    private static boolean isWritten(JavaMethod method) {
        return !method.getName().equals("equals")
                && !method.getModifiers().contains(JavaModifier.SYNTHETIC)
                && !method.getModifiers().contains(JavaModifier.BRIDGE);
    }

    private static ArchCondition<JavaMethod> haveOnlyTypedParameters() {
        return new ArchCondition<>("have only typed parameters") {
            @Override
            public void check(JavaMethod method, ConditionEvents events) {
                var typed = method.getParameterTypes().stream().noneMatch(ShapeTests::isUntyped);
                var message = method.getFullName() + " in " + method.getSourceCodeLocation();
                events.add(new SimpleConditionEvent(method, typed, message));
            }
        };
    }

    private static boolean isUntyped(JavaType type) {
        if (type instanceof JavaClass plain) {
            return plain.isEquivalentTo(Object.class);
        }
        return type instanceof JavaParameterizedType of
                && of.toErasure().isAssignableTo(Map.class)
                && of.getActualTypeArguments().stream().anyMatch(ShapeTests::isUntyped);
    }
}
