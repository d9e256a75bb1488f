package io.menshen.gates;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.LambdaExpressionTree.BodyKind;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreeScanner;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the compiler and ArchUnit do not see of how the code should read (CONTRIBUTING.md). */
class StyleTests {
    private static final int LONGEST_FILE = 200;

    /** A test has the setting up and the many states of one thing. */
    private static final int LONGEST_TEST = 350;

    private static final int LONGEST_METHOD = 25;

    /** Three statements, as the formatter breaks them. */
    private static final int LONGEST_LAMBDA = 10;

    private static final Pattern PROMISE =
            Pattern.compile("\\b(?:TO" + "DO|FIX" + "ME|XX" + "X)\\b");
    private static final Pattern LOGGER = Pattern.compile("(?i)log(?:ger)?(?:\\..*)?");
    private static final Set<String> LEVELS =
            Set.of("trace", "debug", "info", "warn", "error", "log", "setMessage");

    /** What is longer in main code all the same, and why; to be kept as short as it is. */
    private static final Map<String, String> ALLOWED =
            Map.of(
                    "audit.Pending a lambda",
                    "takes the lock and lets go of it before it answers",
                    "catalog.source.FieldForm of",
                    "a table, a line a key of the registry",
                    "standalone.demo.FiveConsumers judged",
                    "a table, an expectation of the demo each",
                    "standalone.intake.OtherFields put",
                    "one transaction over generated values, as the formatter breaks it",
                    "standalone.people.TestPerson build",
                    "a table, a line a field");

    @Test
    void a_file_of_main_code_holds_one_idea_in_200_lines() {
        var tooLong = longer(Source.main(), LONGEST_FILE).map(Source::className);
        assertThat(tooLong.filter(name -> !ALLOWED.containsKey(name))).isEmpty();
    }

    @Test
    void a_file_of_tests_holds_the_states_of_one_thing() {
        assertThat(longer(Source.tests(), LONGEST_TEST).map(Source::name)).isEmpty();
    }

    @Test
    void a_method_of_main_code_fits_in_25_lines() {
        var tooLong = found(Source.main(), Methods::new).stream();
        assertThat(tooLong.filter(what -> !isAllowed(what))).isEmpty();
    }

    @Test
    void nothing_is_promised_in_a_comment() {
        var promises =
                all().filter(source -> PROMISE.matcher(source.text()).find()).map(Source::name);
        assertThat(promises).isEmpty();
    }

    @Test
    void no_warning_is_suppressed_and_no_test_skipped() {
        assertThat(found(all().toList(), Annotations::new)).isEmpty();
    }

    @Test
    void log_messages_are_not_put_together() {
        assertThat(found(Source.main(), LogCalls::new)).isEmpty();
    }

    private static Stream<Source> longer(List<Source> sources, int most) {
        return sources.stream().filter(source -> source.text().lines().count() > most);
    }

    private static boolean isAllowed(String what) {
        return ALLOWED.keySet().stream().anyMatch(key -> what.startsWith(key + " takes"));
    }

    private static Stream<Source> all() {
        return Stream.concat(Source.main().stream(), Source.tests().stream());
    }

    private static List<String> found(List<Source> sources, Look look) {
        return sources.stream()
                .flatMap(source -> {
                    var finder = look.into(source);
                    finder.scan(source.tree(), null);
                    return finder.found.stream();
                })
                .toList();
    }

    /** A finder for one file. */
    interface Look {
        Finder into(Source source);
    }

    abstract static class Finder extends TreeScanner<@Nullable Void, @Nullable Void> {
        private final List<String> found = new ArrayList<>();
        private final Source source;

        Finder(Source source) {
            this.source = source;
        }

        void add(Tree at, String what) {
            found.add("%s %s, line %s".formatted(source.className(), what, source.line(at)));
        }

        long lines(Tree of) {
            return source.lines(of);
        }
    }

    private static final class Methods extends Finder {
        Methods(Source source) {
            super(source);
        }

        @Override
        public @Nullable Void visitMethod(MethodTree method, @Nullable Void none) {
            var body = method.getBody();
            if (body != null && lines(body) > LONGEST_METHOD) {
                add(method, "%s takes %s lines".formatted(method.getName(), lines(body)));
            }
            return super.visitMethod(method, null);
        }

        @Override
        public @Nullable Void visitLambdaExpression(LambdaExpressionTree lambda, @Nullable Void n) {
            if (lambda.getBodyKind() == BodyKind.STATEMENT && lines(lambda) > LONGEST_LAMBDA) {
                add(lambda, "a lambda takes %s lines".formatted(lines(lambda)));
            }
            return super.visitLambdaExpression(lambda, null);
        }
    }

    private static final class Annotations extends Finder {
        private static final Set<String> FORBIDDEN =
                Set.of("SuppressWarnings", "Disabled", "NullUnmarked");

        Annotations(Source source) {
            super(source);
        }

        @Override
        public @Nullable Void visitAnnotation(AnnotationTree annotation, @Nullable Void none) {
            var name = annotation.getAnnotationType().toString().replaceFirst(".*\\.", "");
            if (FORBIDDEN.contains(name)
                    || name.startsWith("DisabledIf")
                    || name.startsWith("DisabledOn")) {
                add(annotation, "@" + name);
            }
            return super.visitAnnotation(annotation, null);
        }
    }

    private static final class LogCalls extends Finder {
        LogCalls(Source source) {
            super(source);
        }

        @Override
        public @Nullable Void visitMethodInvocation(
                MethodInvocationTree call, @Nullable Void none) {
            if (call.getMethodSelect() instanceof MemberSelectTree select
                    && LEVELS.contains(select.getIdentifier().toString())
                    && LOGGER.matcher(
                                    select.getExpression()
                                            .toString()
                                            .lines()
                                            .findFirst()
                                            .orElse(""))
                            .matches()
                    && call.getArguments().stream().anyMatch(LogCalls::isPutTogether)) {
                add(call, call.toString());
            }
            return super.visitMethodInvocation(call, null);
        }

        private static boolean isPutTogether(ExpressionTree argument) {
            return argument instanceof BinaryTree || argument.toString().contains(".formatted(");
        }
    }
}
