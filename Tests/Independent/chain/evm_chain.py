"""A chain of blocks over py-evm, kept as the JSON-RPC answers that a node gives about them."""

import eth_abi
import rlp
from eth.exceptions import VMError
from eth.exceptions import Revert as EVMRevert
from eth.vm.forks.prague.transactions import PragueLegacyTransaction
from eth.vm.spoof import SpoofTransaction
from eth_tester.backends.pyevm.main import generate_genesis_state_for_keys, get_default_account_keys
from eth_tester.backends.pyevm.main import get_default_genesis_params, setup_tester_chain
from eth_utils import ValidationError, keccak, to_checksum_address

GAS_LIMIT = 100_000_000
ACCOUNTS = 10


class Refused(Exception):
    """What the node answers instead of a result."""

    def __init__(self, code: int, message: str, data: str | None = None):
        super().__init__(message)
        self.code, self.message, self.data = code, message, data


class UnlockedTransaction(PragueLegacyTransaction):
    """A transaction of an account whose key nobody has; the sender stands where a signature's r would."""

    def get_sender(self) -> bytes:
        return self.r.to_bytes(20, "big")

    def check_signature_validity(self) -> None:
        pass


def quantity(number: int) -> str:
    return hex(number)


def digits(data: bytes) -> str:
    return "0x" + data.hex()


class Block:
    """A block, its answers in JSON, its logs and its receipts."""

    def __init__(self, header, size: int, transactions: list[dict], receipts: list[dict]):
        self.header, self.number, self.timestamp = header, header.block_number, header.timestamp
        self.hash = digits(header.hash)
        self.transactions, self.receipts = transactions, receipts
        for index, (transaction, receipt) in enumerate(zip(transactions, receipts)):
            place = {"blockHash": self.hash, "blockNumber": quantity(self.number), "transactionIndex": quantity(index)}
            transaction.update(place)
            receipt.update(place)
        self.logs = [log for receipt in receipts for log in receipt["logs"]]
        for index, log in enumerate(self.logs):
            log.update(blockHash=self.hash, blockTimestamp=quantity(self.timestamp), logIndex=quantity(index))
        self.size = size

    def json(self, whole: bool) -> dict:
        header = self.header
        return {
            "number": quantity(self.number), "hash": self.hash, "parentHash": digits(header.parent_hash),
            "timestamp": quantity(self.timestamp), "nonce": digits(header.nonce),
            "sha3Uncles": digits(header.uncles_hash), "logsBloom": digits(header.bloom.to_bytes(256, "big")),
            "transactionsRoot": digits(header.transaction_root), "stateRoot": digits(header.state_root),
            "receiptsRoot": digits(header.receipt_root), "miner": digits(header.coinbase),
            "difficulty": quantity(header.difficulty), "totalDifficulty": quantity(header.difficulty),
            "extraData": digits(header.extra_data), "mixHash": digits(header.mix_hash), "size": quantity(self.size),
            "gasLimit": quantity(header.gas_limit), "gasUsed": quantity(header.gas_used),
            "baseFeePerGas": quantity(header.base_fee_per_gas), "uncles": [],
            "transactions": self.transactions if whole else [each["hash"] for each in self.transactions],
        }


class EVMChain:
    """Blocks that are made when they are asked for, at times that are given; no clock is read."""

    def __init__(self, chain_id: int, genesis_time: int, block_time: int):
        params = get_default_genesis_params({"timestamp": genesis_time, "gas_limit": GAS_LIMIT})
        keys = get_default_account_keys(ACCOUNTS)
        _, self.chain = setup_tester_chain(params, dict(generate_genesis_state_for_keys(keys)), ACCOUNTS)
        type(self.chain).chain_id = chain_id
        self.chain_id, self.block_time = chain_id, block_time
        self.keys = {to_checksum_address(key.public_key.to_canonical_address()): digits(key.to_bytes()) for key in keys}
        genesis = self.chain.get_canonical_block_by_number(0)
        self.blocks = [Block(genesis.header, len(rlp.encode(genesis)), [], [])]
        self.by_hash = {self.blocks[0].hash: self.blocks[0]}
        self.by_transaction: dict[str, tuple[Block, int]] = {}
        self.pending: list[tuple] = []
        self.snapshots: dict[int, int] = {}  # heights by ever new numbers
        self.taken = 0
        self.forks = 0
        self.next_time: int | None = None
        self.automine = True
        self._begin()

    @property
    def head(self) -> Block:
        return self.blocks[-1]

    # Making blocks

    def _begin(self) -> None:
        """Makes the header of the next block."""
        time = self.next_time or self.head.timestamp + self.block_time
        header = self.chain.create_header_from_parent(self.head.header)
        # Blocks after a reorganisation have other hashes, even where they hold the same.
        mark = self.forks.to_bytes(4, "big") if self.forks else b""
        self.chain.header = header.copy(timestamp=time, extra_data=mark)

    def set_next_time(self, time: int) -> None:
        if time <= self.head.timestamp:
            raise Refused(-32602, f"timestamp {time} is not after the last block's {self.head.timestamp}")
        self.next_time = time
        self.chain.header = self.chain.header.copy(timestamp=time)

    def mine(self) -> Block:
        vm = self.chain.get_vm(self.chain.header)
        transactions, receipts = ([each[k] for each in self.pending] for k in (0, 1))
        filled = vm.set_block_transactions_and_withdrawals(vm.get_block(), self.chain.header, transactions, receipts)
        block = vm.mine_block(filled).block
        self.chain.chaindb.persist_block(block)
        answers = [self._transaction_json(transaction) for transaction, _, _ in self.pending]
        receipts, used = [], 0
        for (transaction, receipt, computation), answer in zip(self.pending, answers):
            receipts.append(self._receipt_json(transaction, receipt, computation, answer, receipt.gas_used - used))
            used = receipt.gas_used
        made = Block(block.header, len(rlp.encode(block)), answers, receipts)
        self.blocks.append(made)
        self.by_hash[made.hash] = made
        for index, answer in enumerate(answers):
            self.by_transaction[answer["hash"]] = (made, index)
        self.pending, self.next_time = [], None
        self._begin()
        return made

    def snapshot(self) -> int:
        self.taken += 1
        self.snapshots[self.taken] = self.head.number
        return self.taken

    def revert(self, identifier: int) -> bool:
        """Back to a snapshot, which is used up with all that were taken after it."""
        if identifier not in self.snapshots:
            return False
        keep = self.snapshots[identifier] + 1
        self.snapshots = {each: height for each, height in self.snapshots.items() if each < identifier}
        for block in self.blocks[keep:]:
            del self.by_hash[block.hash]
            for transaction in block.transactions:
                del self.by_transaction[transaction["hash"]]
        del self.blocks[keep:]
        self.pending, self.next_time = [], None
        self.forks += 1
        self._begin()
        return True

    # Transactions

    def send(self, transaction) -> str:
        try:
            transaction.validate()
            vm = self.chain.get_vm(self.chain.header)
            receipt, computation = vm.apply_transaction(self.chain.header, transaction)
        except (ValidationError, ValueError) as error:
            raise Refused(-32000, f"invalid transaction: {error}") from error
        header = vm.add_receipt_to_header(self.chain.header, receipt)
        vm.state.persist()
        self.chain.header = header.copy(state_root=vm.state.state_root)
        self.pending.append((transaction, receipt, computation))
        if self.automine:
            self.mine()
        return digits(transaction.hash)

    def send_raw(self, data: bytes) -> str:
        try:
            transaction = self.chain.get_transaction_builder().decode(data)
        except Exception as error:
            raise Refused(-32000, f"rlp: {error}") from error
        if transaction.chain_id != self.chain_id:
            raise Refused(-32000, f"invalid chain id for signer: have {transaction.chain_id} want {self.chain_id}")
        return self.send(transaction)

    def send_unlocked(self, call: dict) -> str:
        sender = call["from"]
        nonce = self.nonce(sender, "pending")
        if call.get("nonce", nonce) != nonce:
            raise Refused(-32000, f"nonce is {call['nonce']}, expected {nonce}")
        gas = call.get("gas") or self.estimate(call)
        price = max(call.get("gasPrice") or call.get("maxFeePerGas") or 0, self.gas_price())
        return self.send(UnlockedTransaction(
            nonce=nonce, gas_price=price, gas=gas, to=call.get("to") or b"", value=call.get("value", 0),
            data=call.get("data", b""), v=2 * self.chain_id + 35, r=int.from_bytes(sender, "big"), s=1,
        ))

    def gas_price(self) -> int:
        return 2 * self.chain.header.base_fee_per_gas

    def _transaction_json(self, transaction) -> dict:
        kind = transaction.type_id or 0
        answer = {
            "hash": digits(transaction.hash), "nonce": quantity(transaction.nonce), "from": digits(transaction.sender),
            "to": digits(transaction.to) if transaction.to else None, "value": quantity(transaction.value),
            "gas": quantity(transaction.gas), "input": digits(transaction.data),
            "chainId": quantity(self.chain_id), "type": quantity(kind),
            "r": quantity(transaction.r), "s": quantity(transaction.s),
            "v": quantity(transaction.y_parity if kind else transaction.v),
        }
        if kind >= 2:
            answer["maxFeePerGas"] = quantity(transaction.max_fee_per_gas)
            answer["maxPriorityFeePerGas"] = quantity(transaction.max_priority_fee_per_gas)
            base = self.chain.header.base_fee_per_gas
            answer["gasPrice"] = quantity(min(transaction.max_fee_per_gas, base + transaction.max_priority_fee_per_gas))
        else:
            answer["gasPrice"] = quantity(transaction.gas_price)
        return answer

    def _receipt_json(self, transaction, receipt, computation, answer: dict, used: int) -> dict:
        hash_, number = answer["hash"], quantity(self.head.number + 1)
        position = quantity(next(k for k, each in enumerate(self.pending) if each[0] is transaction))
        logs = [
            {"address": digits(log.address), "topics": [digits(topic.to_bytes(32, "big")) for topic in log.topics],
             "data": digits(log.data), "blockNumber": number, "transactionHash": hash_, "transactionIndex": position,
             "removed": False}
            for log in receipt.logs
        ]
        created = None if transaction.to else digits(keccak(rlp.encode([transaction.sender, transaction.nonce]))[12:])
        return {
            "transactionHash": hash_, "from": answer["from"], "to": answer["to"], "contractAddress": created,
            "status": quantity(0 if computation.is_error else 1), "gasUsed": quantity(used),
            "cumulativeGasUsed": quantity(receipt.gas_used), "effectiveGasPrice": answer["gasPrice"],
            "type": answer["type"], "logs": logs, "logsBloom": digits(receipt.bloom.to_bytes(256, "big")),
        }

    # Reading the state

    def header_at(self, block: Block | str):
        """The header to look at the state by: of a block, or of what is pending."""
        return self.chain.header if block == "pending" else block.header

    def state(self, block: Block | str):
        return self.chain.get_vm(self.header_at(block)).state

    def nonce(self, account: bytes, block: Block | str) -> int:
        return self.state(block).get_nonce(account)

    def run(self, call: dict, block: Block | str, gas: int = GAS_LIMIT // 2):
        """The computation of a call, none of whose changes stay."""
        header = self.header_at(block)
        if block != "pending":
            # A call sees the number and time of its block.
            header = self.chain.create_header_from_parent(header).copy(
                block_number=header.block_number, timestamp=header.timestamp)
        vm = self.chain.get_vm(header.copy(state_root=self.header_at(block).state_root, base_fee_per_gas=0))
        state, sender = vm.state, call.get("from", b"\x00" * 20)
        transaction = self.chain.get_transaction_builder().create_unsigned_transaction(
            nonce=state.get_nonce(sender), gas_price=0, gas=gas, to=call.get("to") or b"",
            value=call.get("value", 0), data=call.get("data", b""))
        try:
            return state.costless_execute_transaction(SpoofTransaction(transaction, from_=sender, gas_price=0))
        except ValidationError as error:
            raise Refused(-32000, f"invalid call: {error}") from error

    def call(self, call: dict, block: Block | str) -> bytes:
        computation = self.run(call, block)
        raise_failure(computation)
        return computation.output

    def estimate(self, call: dict, block: Block | str = "pending") -> int:
        """The gas that the call uses, and a quarter and 10,000 more: a call passes on only 63 of 64 parts."""
        computation = self.run(call, block)
        raise_failure(computation)
        used = computation.get_gas_used() + computation.get_gas_refund() + self.intrinsic(call)
        return used + used // 4 + 10_000

    def intrinsic(self, call: dict) -> int:
        builder = self.chain.get_transaction_builder()
        return builder.create_unsigned_transaction(
            nonce=0, gas_price=0, gas=GAS_LIMIT, to=call.get("to") or b"", value=0, data=call.get("data", b"")
        ).intrinsic_gas


def raise_failure(computation) -> None:
    """The error of a computation as nodes answer it: a revert has code 3 and its data."""
    if not computation.is_error:
        return
    if isinstance(computation.error, EVMRevert):
        text = reason(computation.output)
        raise Refused(3, "execution reverted" + (f": {text}" if text else ""), digits(computation.output))
    assert isinstance(computation.error, VMError)
    raise Refused(-32000, f"{type(computation.error).__name__}: {computation.error}")


def reason(output: bytes) -> str:
    """The text of Solidity's `Error(string)`."""
    if output[:4] != keccak(text="Error(string)")[:4]:
        return ""
    return eth_abi.decode(["string"], output[4:])[0]
