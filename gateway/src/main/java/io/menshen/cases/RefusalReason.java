package io.menshen.cases;

import io.menshen.catalog.Label;

/** Why a request is refused (PIPL 50); there are no others. Each is told in both languages. */
enum RefusalReason {
    IDENTITY_NOT_PROVEN(
            "GB/T 35273 8.7", "无法核实申请人身份", "It could not be shown that the person asks"),
    AUTHORITY_NOT_PROVEN(
            "GB/T 35273 8.7",
            "无法核实代理人、监护人或近亲属的权限",
            "It could not be shown that whoever asks may do so for the person"),
    NOTHING_HELD("PIPL-45", "未持有申请人的个人信息", "Nothing is held of the person"),
    SECRET_BY_LAW("PIPL-45", "法律、行政法规规定应当保密或者不需要告知", "Law demands that it is kept secret"),
    KEPT_BY_LAW(
            "7-b",
            "法定保存期限未届满，除存储和安全保护外停止处理",
            "Law demands that it is kept; all else with it has ended"),
    NOT_POSSIBLE(
            "7-b",
            "技术上难以实现，除存储和安全保护外停止处理",
            "It cannot be done technically; all else with it has ended"),
    RIGHTS_OF_OTHERS(
            "GB/T 35273 8.7", "将严重损害他人的合法权益", "It would do grave harm to the rights of others"),
    NO_GROUND("PIPL-47", "不具备所请求事项的法定情形", "The law gives no ground for what is asked");

    private final String clause;
    private final String zh;
    private final String en;

    RefusalReason(String clause, String zh, String en) {
        this.clause = clause;
        this.zh = zh;
        this.en = en;
    }

    /** Where it is said. */
    String clause() {
        return clause;
    }

    /** What the person is told. */
    Label words() {
        return new Label(zh, en);
    }
}
