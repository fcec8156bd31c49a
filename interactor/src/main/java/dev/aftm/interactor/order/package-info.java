/**
 * Records every request in the journal, tracks every order from its intent to its final state, and maintains the views that
 * clients query. Only the execution thread changes it; any thread may read the journal and the views. Calls to the exchange must stay out.
 */
@NullMarked
package dev.aftm.interactor.order;

import org.jspecify.annotations.NullMarked;
