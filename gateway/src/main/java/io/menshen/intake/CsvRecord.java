package io.menshen.intake;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import io.menshen.kernel.Refusal;
import io.menshen.kernel.Refusal.Fault;
import io.menshen.web.Row;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** The cells of one row of CSV. */
final class CsvRecord {
    private static final Refusal BROKEN =
            refusal("csv", "A quote is not closed, or something follows a closing one.");
    private static final Refusal SEVERAL =
            refusal("csv", "What ends as one row holds several: a carriage return stands alone.");
    private static final Refusal ENCODING =
            refusal("encoding", "The row is not UTF-8; no other encoding is taken.");

    private CsvRecord() {}

    /**
     * The cells in order.
     *
     * @throws io.menshen.kernel.RefusedException {@code INVALID} or {@code TOO_LARGE}
     */
    static List<String> of(Row row) {
        if (row.refusal() != null) {
            throw row.refusal().toException();
        }
        try {
            return cells(text(Objects.requireNonNull(row.body()).toArray()));
        } catch (CharacterCodingException _) {
            throw ENCODING.toException();
        } catch (CsvParseException _) {
            throw BROKEN.toException();
        }
    }

    /** Of one record only: whoever stood in another one would be passed over in silence. */
    private static List<String> cells(String text) {
        var records = CsvReader.builder().skipEmptyLines(false).ofCsvRecord(text).iterator();
        var cells = records.hasNext() ? records.next().getFields() : List.<String>of();
        if (records.hasNext()) {
            throw SEVERAL.toException();
        }
        return cells;
    }

    /** Only an exact text: what a decoder would put in place of broken bytes was never written. */
    private static String text(byte[] body) throws CharacterCodingException {
        return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
    }

    private static Refusal refusal(String code, String detail) {
        return Refusal.invalid(List.of(new Fault("", code, detail)));
    }
}
