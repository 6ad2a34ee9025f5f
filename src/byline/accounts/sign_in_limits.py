"""Limits on guessing passwords.

Wrong passwords lock the account for the network they come from, so guessing locks nobody else out.
Guesses from many networks slow the account down, except where its person has signed in before.
"""

from dataclasses import dataclass

from byline.lib.ip_networks import customer_network, provider_network
from byline.lib.limits import Claim, Limit, give_back, reset, take

MINUTE, HOUR, DAY = 60, 3_600, 86_400  # seconds
PER_ACCOUNT_AND_NETWORK = Limit("sign-in.account-and-network", 10, 15 * MINUTE)
PER_NETWORK = Limit("sign-in.network", 30, 15 * MINUTE)
PER_PROVIDER = Limit("sign-in.provider", 150, 15 * MINUTE)
PER_ACCOUNT = Limit("sign-in.account", 50, HOUR)
PER_ACCOUNT_WHEN_SLOW = Limit("sign-in.account-slow", 1, MINUTE)
KNOWN_NETWORK = Limit("sign-in.known-network", 1, 90 * DAY)


@dataclass
class SignInAttempt:
    """An attempt with a password, for the account with this e-mail address."""

    email: str
    address: str
    counted: tuple[Claim, ...] = ()

    def begin(self) -> Limit | None:
        """Count it as failed. Returns the limit that is reached, so that it must not be tried."""
        self.counted = (*self._claims(), *self._account_claims())
        return take(*self.counted)

    def succeed(self) -> None:
        """Do not count it as failed after all, and remember the network."""
        give_back(*self.counted)
        if network := customer_network(self.address):
            known = KNOWN_NETWORK.of(f"{self._account} {network}")
            reset(known)
            take(known)

    def forgive(self) -> None:
        """Unlock the account for this network, after its person has set a new password."""
        reset(PER_ACCOUNT_AND_NETWORK.of(self._pair), PER_ACCOUNT_WHEN_SLOW.of(self._account))

    @property
    def _account(self) -> str:
        return self.email.strip().casefold()

    @property
    def _pair(self) -> str:
        return f"{self._account} {customer_network(self.address)}"

    def _claims(self) -> list[Claim]:
        claims = [PER_ACCOUNT_AND_NETWORK.of(self._pair)]
        if network := customer_network(self.address):
            claims += [
                PER_NETWORK.of(network),
                PER_PROVIDER.of(provider_network(self.address)),
            ]
        return claims

    def _account_claims(self) -> list[Claim]:
        if KNOWN_NETWORK.of(self._pair).is_refused:  # noted when its person signed in
            return []
        account = PER_ACCOUNT.of(self._account)
        return [PER_ACCOUNT_WHEN_SLOW.of(self._account) if account.is_refused else account]
