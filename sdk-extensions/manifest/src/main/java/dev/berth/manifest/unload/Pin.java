/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.unload;

/**
 * Something outside of an extension that holds its class loader.
 *
 * @param detector who found it, {@code thread}
 * @param what what it is and how it holds, {@code the thread "poller" runs com.acme.crm.Poller.run}
 * @param fix what its author does about it
 */
public record Pin(String detector, String what, String fix) {}
