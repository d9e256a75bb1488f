package io.menshen.web;

import io.menshen.kernel.Refusal;
import java.util.Locale;

/**
 * The one table from a kind of refusal to status and title; {@code docs/problems.md} has a row for
 * each. Faulty form and faulty content are both 400: a caller mends them in the same way, by the
 * faults that are listed.
 *
 * @param slug last part of the type's address
 * @param status the HTTP status
 * @param en title in English
 * @param zh title in Chinese
 */
record ProblemType(String slug, int status, String en, String zh) {
    /** What is said of a defect of the gateway; nothing of the exception is told. */
    static final ProblemType INTERNAL = new ProblemType("internal", 500, "Internal error", "内部错误");

    static ProblemType of(Refusal.Kind kind) {
        return switch (kind) {
            case INVALID -> row(kind, 400, "Input is not valid", "输入不符合要求");
            case UNKNOWN_WORD -> row(kind, 400, "A word is not registered", "使用了未登记的词");
            case UNAUTHENTICATED -> row(kind, 401, "A valid token is needed", "需要有效的访问令牌");
            case DENIED -> row(kind, 403, "The policy refuses", "策略拒绝");
            case SUBJECT_UNAVAILABLE -> row(kind, 403, "Subject unavailable", "主体不可用");
            case NOT_FOUND -> row(kind, 404, "Not found", "未找到");
            case TOKEN_INVALID -> row(kind, 404, "Token not valid here", "令牌在此无效");
            case CONFLICT -> row(kind, 409, "Conflict with another write", "与另一写入冲突");
            case TOO_LARGE -> row(kind, 413, "Larger than allowed", "超过允许的大小");
            case CAPPED -> row(kind, 429, "The cap is used up", "额度已用完");
            case OVERLOADED -> row(kind, 503, "Overloaded", "负载过高");
            case POLICY_UNAVAILABLE -> row(kind, 503, "Policy engine unavailable", "策略引擎不可用");
            case AUDIT_UNAVAILABLE -> row(kind, 503, "Audit unavailable", "审计不可用");
            case STORE_UNAVAILABLE -> row(kind, 503, "A store is unavailable", "存储不可用");
        };
    }

    /** The address of the type; a denial is told by its first reason. */
    static String address(String word) {
        return "/problems/" + word.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static ProblemType row(Refusal.Kind kind, int status, String en, String zh) {
        return new ProblemType(kind.name(), status, en, zh);
    }
}
