/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance.review;

import dev.berth.conformance.Rule;
import dev.berth.conformance.policy.ReviewPolicy;
import dev.berth.manifest.finding.Fault;
import dev.berth.manifest.json.Node;
import dev.berth.manifest.json.Place;
import dev.berth.manifest.json.Quoted;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Which language model an agent prefers, and what that must be able to do (GATE-143 to GATE-146). */
final class LlmRules {
    private static final String FIELD = "llm";
    private static final String PROVIDER = "preferredProvider";
    private static final String MODEL = "preferredModel";
    private static final String CAPABILITY = "capabilityRequired";
    private static final List<String> KEYS = List.of(PROVIDER, MODEL, CAPABILITY);

    private final Review review;
    private final Node.Obj llm;
    private final ReviewPolicy policy;
    private final Set<String> providers;

    private LlmRules(Review review, Node.Obj llm) {
        this.review = review;
        this.llm = llm;
        policy = review.policy();
        providers = new TreeSet<>(policy.models().keySet());
        providers.addAll(policy.capabilities().keySet());
    }

    static void judge(Review review) {
        Optional<Node> value = review.metadata().flatMap(metadata -> metadata.get(FIELD));
        if (value.orElse(null) instanceof Node.Obj object) {
            new LlmRules(review, object).judge();
        } else if (value.isPresent()) {
            review.report(
                    ReviewRules.LLM,
                    review.fault(ReviewRules.LLM, value.get().place(), FIELD)
                            .valid("an object with " + String.join(", ", KEYS))
                            .found(value.get()));
        }
    }

    private void judge() {
        for (Node.Member member : llm.members()) {
            if (!KEYS.contains(member.name())) {
                review.report(
                        ReviewRules.LLM,
                        fault(ReviewRules.LLM, member.namePlace(), "")
                                .says("needs the keys of \"llm\" to be among " + String.join(", ", KEYS))
                                .found(review.shown(member.name()))
                                .near(member.name(), KEYS)
                                .author("correct or remove the key"));
            }
        }
        Optional<String> provider = word(PROVIDER, llm.get(PROVIDER), providers);
        Optional<Node.Text> model = llm.text(MODEL).filter(text -> !text.isBlank());
        llm.get(MODEL)
                .filter(value -> model.isEmpty())
                .ifPresent(value -> review.report(
                        ReviewRules.LLM,
                        fault(ReviewRules.LLM, value.place(), MODEL)
                                .valid("the name of a model")
                                .found(value)));
        model.ifPresent(name -> model(name, provider));
        Set<String> known = new TreeSet<>();
        policy.capabilities().values().forEach(known::addAll);
        required()
                .forEach(value -> word(CAPABILITY, Optional.of(value), known)
                        .ifPresent(word -> capability(word, value.place(), provider)));
    }

    /** One capability, or several. */
    private Stream<Node> required() {
        return llm.get(CAPABILITY).stream()
                .flatMap(value -> value instanceof Node.Arr several ? several.items().stream() : Stream.of(value));
    }

    private Optional<String> word(String key, Optional<Node> value, Collection<String> known) {
        Optional<String> text = value.filter(Node.Text.class::isInstance).map(node -> ((Node.Text) node).value());
        if (value.isPresent() && text.filter(known::contains).isEmpty()) {
            String word = text.orElse("");
            review.report(
                    ReviewRules.LLM,
                    fault(ReviewRules.LLM, value.get().place(), key)
                            .valid("one of " + String.join(", ", known))
                            .found(text.map(review::shown).orElseGet(() -> Quoted.of(value.get())))
                            .near(word, known)
                            .operator("add it to the policy if this host has it"));
        }
        return text.filter(known::contains);
    }

    private void model(Node.Text model, Optional<String> provider) {
        if (llm.get(PROVIDER).isEmpty()) {
            review.report(
                    ReviewRules.PROVIDER,
                    fault(ReviewRules.PROVIDER, model.place(), MODEL)
                            .says("needs \"" + PROVIDER + "\" beside \"" + MODEL + "\"")
                            .found("none")
                            .author("name the provider of the model"));
            return;
        }
        Set<String> allowed = provider.map(name -> policy.models().getOrDefault(name, Set.of()))
                .orElse(Set.of());
        if (provider.isPresent() && allowed.stream().noneMatch(pattern -> fits(pattern, model.value()))) {
            review.report(
                    ReviewRules.MODEL,
                    fault(ReviewRules.MODEL, model.place(), MODEL)
                            .says("needs a model that the policy allows for " + provider.get() + ": "
                                    + String.join(", ", new TreeSet<>(allowed)))
                            .found(review.shown(model.value()))
                            .near(model.value(), allowed)
                            .operator("add the model to \"review.models\" of the policy if this host has it"));
        }
    }

    /** A star at the end of a pattern stands for the rest of a name: models have new versions every month. */
    private static boolean fits(String pattern, String model) {
        return pattern.endsWith("*")
                ? model.startsWith(pattern.substring(0, pattern.length() - 1))
                : model.equals(pattern);
    }

    private void capability(String word, Place place, Optional<String> provider) {
        List<String> able = providers.stream()
                .filter(name ->
                        policy.capabilities().getOrDefault(name, Set.of()).contains(word))
                .toList();
        boolean satisfied = llm.get(PROVIDER).isEmpty()
                ? able.size() == providers.size()
                // A provider that nobody knows is a problem of its own.
                : provider.isEmpty() || able.contains(provider.get());
        if (!satisfied) {
            review.report(
                    ReviewRules.CAPABILITY,
                    fault(ReviewRules.CAPABILITY, place, CAPABILITY)
                            .says("needs a provider with the capability " + word + ": " + String.join(", ", able))
                            .found(provider.orElse("none named"))
                            .author("name one of them in \"" + PROVIDER + "\", or require less"));
        }
    }

    private Fault fault(Rule rule, Place place, String key) {
        return review.fault(rule, place, key.isEmpty() ? FIELD : FIELD + "." + key);
    }
}
