/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance.bytecode;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.objectweb.asm.Label;
import org.objectweb.asm.Opcodes;

/**
 * The operand stack of a method as far as it holds constant texts. Knows nothing rather than something wrong: a slot that is not
 * known is empty, and so is everything below the bottom.
 */
final class ConstantStack {
    /** Below this, nothing is kept; compilers need a few dozen. */
    private static final int DEEPEST = 256;

    private final Map<Label, List<Optional<String>>> arrivals = new HashMap<>();
    private final Map<Integer, String> variables = new HashMap<>();
    private List<Optional<String>> slots = new ArrayList<>();
    private boolean reachable = true;

    void push(Optional<String> text) {
        if (slots.size() >= DEEPEST) {
            slots.clear();
        }
        slots.add(text);
    }

    /** Takes slots away and puts unknown ones in their place. */
    void replace(int taken, int given) {
        for (int i = 0; i < taken; i++) {
            pop();
        }
        for (int i = 0; i < given; i++) {
            push(Optional.empty());
        }
    }

    private Optional<String> pop() {
        return slots.isEmpty() ? Optional.empty() : slots.remove(slots.size() - 1);
    }

    /** Returns the known arguments of a call that is about to happen: the last one is on top. */
    Map<Integer, String> texts(List<Integer> offsets, int total) {
        Map<Integer, String> texts = new HashMap<>();
        for (int i = 0; i < offsets.size(); i++) {
            int position = i;
            int slot = slots.size() - total + offsets.get(i);
            if (slot >= 0) {
                slots.get(slot).ifPresent(text -> texts.put(position, text));
            }
        }
        return texts;
    }

    /** Loads or stores a local variable. */
    void variable(int opcode, int variable) {
        if (opcode == Opcodes.ALOAD) {
            push(Optional.ofNullable(variables.get(variable)));
        } else if (opcode == Opcodes.ASTORE) {
            pop().ifPresentOrElse(text -> variables.put(variable, text), () -> variables.remove(variable));
        } else {
            variables.remove(variable);
            run(opcode);
        }
    }

    /** Remembers the stack for the code at a label. */
    void jump(Label label) {
        arrivals.merge(label, List.copyOf(slots), ConstantStack::common);
    }

    /** Remembers that a label starts a handler, with the exception alone on the stack. */
    void catches(Label handler) {
        arrivals.put(handler, List.of(Optional.empty()));
    }

    /** Ends a block: what follows is reached by jumps only. */
    void leave() {
        reachable = false;
        slots.clear();
    }

    /** Starts a block: only what holds on every way here holds. Variables may have changed in a loop. */
    void arrive(Label label) {
        List<Optional<String>> jumped = arrivals.getOrDefault(label, slots);
        slots = new ArrayList<>(reachable ? common(slots, jumped) : jumped);
        reachable = true;
        variables.clear();
    }

    private static List<Optional<String>> common(List<Optional<String>> some, List<Optional<String>> others) {
        int size = Math.min(some.size(), others.size());
        List<Optional<String>> both = new ArrayList<>(size);
        for (int i = size; i > 0; i--) {
            Optional<String> one = some.get(some.size() - i);
            both.add(one.equals(others.get(others.size() - i)) ? one : Optional.empty());
        }
        return both;
    }

    /** Runs an instruction without operands of interest. */
    void run(int opcode) {
        switch (opcode) {
            case Opcodes.DUP -> copy(1, 0);
            case Opcodes.DUP_X1 -> copy(1, 1);
            case Opcodes.DUP_X2 -> copy(1, 2);
            case Opcodes.DUP2 -> copy(2, 0);
            case Opcodes.DUP2_X1 -> copy(2, 1);
            case Opcodes.DUP2_X2 -> copy(2, 2);
            case Opcodes.SWAP -> {
                Optional<String> top = pop();
                Optional<String> below = pop();
                push(top);
                push(below);
            }
            default -> {
                int effect = StackEffects.of(opcode);
                replace(effect / 10, effect % 10);
                if (opcode == Opcodes.ATHROW || (opcode >= Opcodes.IRETURN && opcode <= Opcodes.RETURN)) {
                    leave();
                }
            }
        }
    }

    /** Puts a copy of the top slots below those under them. */
    private void copy(int count, int under) {
        List<Optional<String>> top = new ArrayList<>();
        for (int i = 0; i < count + under; i++) {
            top.add(0, pop());
        }
        List<Optional<String>> copied = top.subList(under, count + under);
        copied.forEach(this::push);
        top.forEach(this::push);
    }
}
