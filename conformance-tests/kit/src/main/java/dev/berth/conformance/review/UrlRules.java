/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance.review;

import dev.berth.manifest.json.Node;
import dev.berth.manifest.payload.oas.Component;
import java.util.List;
import java.util.Map;

/** Whom an agent calls: only whom the policy trusts, and never its own host by a detour (GATE-141, GATE-153). */
final class UrlRules {
    private static final String AGENT = "A2AAgent";
    private static final Map<String, String> FIELDS = Map.of(AGENT, "agent_url", "MCPToolBox", "url");

    private UrlRules() {}

    static void judge(Review review) {
        review.eachComponent(component -> {
            String field = FIELDS.getOrDefault(component.type(), "");
            component.object().text(field).ifPresent(url -> judge(component, field, url, review));
        });
    }

    private static void judge(Component component, String field, Node.Text value, Review review) {
        Url url = new Url(value.value());
        String path = Paths.below(component.path(), field);
        List<String> trusted = review.policy().trustedUrls();
        if (trusted.stream().noneMatch(url::startsWith)) {
            String known = String.join(
                    ", ", trusted.stream().filter(prefix -> !prefix.isEmpty()).toList());
            review.report(
                    ReviewRules.TRUSTED_URL,
                    review.fault(ReviewRules.TRUSTED_URL, value.place(), path)
                            .says("needs a URL that starts with one of " + known)
                            .found(review.shown(value.value()))
                            .author("call it through a connector of this host, or leave it out")
                            .operator("add its start to \"review.trustedUrls\" of the policy if you trust it"));
        }
        if (component.type().equals(AGENT) && url.isInternal()) {
            review.report(
                    ReviewRules.INTERNAL,
                    review.fault(ReviewRules.INTERNAL, value.place(), path)
                            .says("needs agents of this host to be called as part of the flow, not as A2A agents")
                            .found(review.shown(value.value()))
                            .author("put the agent's flow in as a FlowNode, and declare the agent in"
                                    + " \"dependencies\""));
        }
    }
}
