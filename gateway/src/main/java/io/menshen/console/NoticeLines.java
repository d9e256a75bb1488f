package io.menshen.console;

import com.github.difflib.patch.AbstractDelta;
import com.github.difflib.patch.DeltaType;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Lines of two versions of a notice, each with what became of it: kept, added or removed. */
final class NoticeLines {
    private NoticeLines() {}

    static Stream<Map<String, String>> of(AbstractDelta<String> delta) {
        return delta.getType() == DeltaType.EQUAL
                ? lines("kept", delta.getTarget().getLines())
                : Stream.concat(
                        lines("removed", delta.getSource().getLines()),
                        lines("added", delta.getTarget().getLines()));
    }

    private static Stream<Map<String, String>> lines(String what, List<String> lines) {
        return lines.stream()
                .filter(line -> !line.isBlank())
                .map(line -> Map.of("what", what, "text", line));
    }
}
