/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance.bytecode;

import static org.objectweb.asm.Opcodes.*;

/** How many slots the plain instructions take from the stack and give to it (JVMS 6.5). */
final class StackEffects {
    private StackEffects() {}

    /** Returns ten times the slots that are taken, plus those that are given. */
    static int of(int opcode) {
        return switch (opcode) {
            case NOP, GOTO, RETURN, RET, IINC -> 0;
            case ACONST_NULL, ICONST_M1, ICONST_0, ICONST_1, ICONST_2, ICONST_3, ICONST_4, ICONST_5 -> 1;
            case FCONST_0, FCONST_1, FCONST_2, BIPUSH, SIPUSH, ILOAD, FLOAD, ALOAD, NEW, JSR -> 1;
            case LCONST_0, LCONST_1, DCONST_0, DCONST_1, LLOAD, DLOAD -> 2;
            case IALOAD, FALOAD, AALOAD, BALOAD, CALOAD, SALOAD -> 21;
            case LALOAD, DALOAD -> 22;
            case ISTORE, FSTORE, ASTORE, POP, MONITORENTER, MONITOREXIT, IRETURN, FRETURN, ARETURN, ATHROW -> 10;
            case IFEQ, IFNE, IFLT, IFGE, IFGT, IFLE, IFNULL, IFNONNULL -> 10;
            case LSTORE, DSTORE, POP2, LRETURN, DRETURN -> 20;
            case IF_ICMPEQ, IF_ICMPNE, IF_ICMPLT, IF_ICMPGE, IF_ICMPGT, IF_ICMPLE, IF_ACMPEQ, IF_ACMPNE -> 20;
            case IASTORE, FASTORE, AASTORE, BASTORE, CASTORE, SASTORE -> 30;
            case LASTORE, DASTORE -> 40;
            case IADD, ISUB, IMUL, IDIV, IREM, IAND, IOR, IXOR, ISHL, ISHR, IUSHR -> 21;
            case FADD, FSUB, FMUL, FDIV, FREM, FCMPL, FCMPG -> 21;
            case LADD, LSUB, LMUL, LDIV, LREM, LAND, LOR, LXOR, DADD, DSUB, DMUL, DDIV, DREM -> 42;
            case LSHL, LSHR, LUSHR -> 32;
            case LCMP, DCMPL, DCMPG -> 41;
            case INEG, FNEG, I2F, F2I, I2B, I2C, I2S, NEWARRAY, ANEWARRAY, ARRAYLENGTH, INSTANCEOF, CHECKCAST -> 11;
            case LNEG, DNEG, L2D, D2L -> 22;
            case I2L, I2D, F2L, F2D -> 12;
            case L2I, L2F, D2I, D2F -> 21;
            default -> throw new IllegalArgumentException("no plain instruction: " + opcode);
        };
    }
}
