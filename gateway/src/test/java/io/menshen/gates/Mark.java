package io.menshen.gates;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.util.TreeScanner;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A {@code @Clause} on a test.
 *
 * @param test the class, or class and method, such as {@code VerifierTests.names_what_was_cut}
 */
record Mark(String clause, Source source, String test) {

    /** Every mark of every module's tests, by file and place. */
    static List<Mark> all() {
        var marks = new ArrayList<Mark>();
        Source.tests().forEach(source -> source.tree().accept(new Marked(source, marks), ""));
        return List.copyOf(marks);
    }

    private static final class Marked extends TreeScanner<@Nullable Void, String> {
        private final Source source;
        private final List<Mark> marks;

        Marked(Source source, List<Mark> marks) {
            this.source = source;
            this.marks = marks;
        }

        @Override
        public @Nullable Void visitClass(ClassTree type, String within) {
            var name = within + type.getSimpleName();
            add(type.getModifiers(), name);
            return super.visitClass(type, name + ".");
        }

        @Override
        public @Nullable Void visitMethod(MethodTree method, String within) {
            add(method.getModifiers(), within + method.getName());
            return super.visitMethod(method, within);
        }

        private void add(ModifiersTree modifiers, String test) {
            modifiers.getAnnotations().stream()
                    .filter(annotation ->
                            annotation.getAnnotationType().toString().equals("Clause"))
                    .flatMap(Marked::clauses)
                    .forEach(clause -> marks.add(new Mark(clause, source, test)));
        }

        private static Stream<String> clauses(AnnotationTree annotation) {
            var clauses = new ArrayList<String>();
            annotation.accept(new Literals(), clauses);
            return clauses.stream();
        }
    }

    private static final class Literals extends TreeScanner<@Nullable Void, List<String>> {
        @Override
        public @Nullable Void visitLiteral(LiteralTree literal, List<String> clauses) {
            clauses.add(String.valueOf(literal.getValue()));
            return super.visitLiteral(literal, clauses);
        }
    }
}
