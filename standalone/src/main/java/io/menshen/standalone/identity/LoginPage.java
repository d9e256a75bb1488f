package io.menshen.standalone.identity;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.web.util.HtmlUtils;

/** The page on which somebody at this machine chooses who they are. */
final class LoginPage {
    private LoginPage() {}

    /**
     * The page.
     *
     * @param asked what {@code /authorize} was asked; it goes along with the choice
     */
    static String of(Map<String, String> asked) {
        var hidden =
                asked.entrySet().stream()
                        .map(one -> hidden(one.getKey(), one.getValue()))
                        .collect(Collectors.joining());
        var buttons =
                Arrays.stream(DevelopmentUser.values())
                        .map(LoginPage::button)
                        .collect(Collectors.joining());
        return """
        <!DOCTYPE html>
        <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
        <title>Development login</title>
        <style>body{font:18px/1.5 sans-serif;max-width:36em;margin:2em auto;padding:0 1em}button{font:inherit;display:block;width:100%%;margin:.5em 0;padding:.6em;text-align:left}strong{background:#fde68a;padding:0 .3em}</style>
        <link rel="icon" href="data:,"></head>
        <body><main><h1>Development login 开发登录</h1>
        <p><strong>Development only 仅供开发</strong> Nobody is asked for a password. Who are you? 请选择身份：</p>
        <form method="post" action="/authorize">%s%s</form></main></body></html>
        """
                .formatted(hidden, buttons);
    }

    private static String hidden(String name, String value) {
        return "<input type=\"hidden\" name=\"%s\" value=\"%s\">"
                .formatted(HtmlUtils.htmlEscape(name), HtmlUtils.htmlEscape(value));
    }

    private static String button(DevelopmentUser user) {
        return "<button name=\"user\" value=\"%s\">%s · %s</button>"
                .formatted(user.word(), user.word(), user.person());
    }
}
