package io.menshen.console;

import io.menshen.catalog.Label;
import java.util.Locale;
import org.springframework.http.HttpHeaders;
import org.springframework.web.reactive.function.server.ServerRequest;

/** The two languages of the pages. */
public enum Language {
    ZH("zh-CN"),
    EN("en");

    private final String tag;

    Language(String tag) {
        this.tag = tag;
    }

    /** As the address says, else Chinese where it is the first language asked for, else English. */
    public static Language of(ServerRequest request) {
        var said = request.pathVariables().get("lang");
        if (said != null) {
            return said.equals("zh") ? ZH : EN;
        }
        var asked = request.headers().firstHeader(HttpHeaders.ACCEPT_LANGUAGE);
        return asked != null && asked.strip().regionMatches(true, 0, "zh", 0, 2) ? ZH : EN;
    }

    /** For {@code lang} and {@code Content-Language}. */
    public String tag() {
        return tag;
    }

    /** The segment of an address. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The text with a code, short enough for one message. */
    String codeText(String code) {
        return this == ZH
                ? "隐私中心验证码 %s，5 分钟内有效。请勿告诉任何人。".formatted(code)
                : "%s is your code for the privacy pages, good for 5 minutes. Tell it to nobody."
                        .formatted(code);
    }

    /** What stands between the parts of a list. */
    String comma() {
        return this == ZH ? "、" : ", ";
    }

    /** The text in this language. */
    public String of(Label label) {
        return this == ZH ? label.zh() : label.en();
    }

    Locale locale() {
        return Locale.forLanguageTag(tag);
    }
}
