/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.meter;

/** What is counted for each extension, since the host started. */
public enum Count {
    TOOL_CALLS("berth.tool.calls", "Calls of tools"),
    TOOL_FAILURES("berth.tool.failures", "Calls of tools that ended in a problem"),
    ACTION_CALLS("berth.action.calls", "Calls of actions"),
    ACTION_FAILURES("berth.action.failures", "Calls of actions that ended in a problem"),
    PORT_REFUSALS("berth.port.refusals", "Port calls refused for want of a grant"),
    USAGE_EVENTS("berth.usage.events", "Usage events taken"),
    USAGE_DROPPED("berth.usage.dropped", "Usage events dropped: bad ones, and those for which there was no room"),
    LLM_INPUT_TOKENS("berth.llm.input.tokens", "Tokens sent to language models, as extensions report them"),
    LLM_OUTPUT_TOKENS("berth.llm.output.tokens", "Tokens received from language models, as extensions report them");

    private final String meter;
    private final String what;

    Count(String meter, String what) {
        this.meter = meter;
        this.what = what;
    }

    /** Returns the name of the meter, words separated by dots. */
    public String meter() {
        return meter;
    }

    /** Returns what it counts, for people. */
    public String what() {
        return what;
    }
}
