"""Names under which readers write: a colour and an animal, the same in both languages by their number."""

COLOURS = (
    ("あおい", "Blue"), ("あかい", "Red"), ("しろい", "White"), ("くろい", "Black"), ("みどりの", "Green"),
    ("きいろい", "Yellow"), ("むらさきの", "Purple"), ("ももいろの", "Pink"), ("はいいろの", "Grey"),
    ("ちゃいろの", "Brown"), ("こがねいろの", "Golden"), ("ぎんいろの", "Silver"),
    ("そらいろの", "Sky-blue"), ("こんいろの", "Navy"), ("だいだいの", "Orange"),
    ("わかくさいろの", "Spring-green"), ("えんじいろの", "Crimson"), ("あいいろの", "Indigo"),
    ("すみれいろの", "Violet"), ("べにいろの", "Scarlet"),
)  # fmt: skip
ANIMALS = (
    ("カワセミ", "Kingfisher"), ("ヤマネ", "Dormouse"), ("カモシカ", "Serow"), ("フクロウ", "Owl"),
    ("イタチ", "Weasel"), ("キツネ", "Fox"), ("タヌキ", "Raccoon dog"), ("ウサギ", "Hare"),
    ("リス", "Squirrel"), ("モモンガ", "Flying squirrel"), ("ツバメ", "Swallow"), ("スズメ", "Sparrow"),
    ("ヒバリ", "Lark"), ("ウグイス", "Warbler"), ("メジロ", "White-eye"), ("シジュウカラ", "Great tit"),
    ("ツグミ", "Thrush"), ("キツツキ", "Woodpecker"), ("サギ", "Heron"), ("ツル", "Crane"),
    ("カモ", "Duck"), ("ハクチョウ", "Swan"), ("カモメ", "Gull"), ("ペンギン", "Penguin"),
    ("イルカ", "Dolphin"), ("クジラ", "Whale"), ("アザラシ", "Seal"), ("ラッコ", "Sea otter"),
    ("カワウソ", "Otter"), ("カメ", "Tortoise"), ("カエル", "Frog"), ("トカゲ", "Lizard"), ("シカ", "Deer"),
    ("ヒツジ", "Sheep"), ("ヤギ", "Goat"), ("ラクダ", "Camel"), ("ゾウ", "Elephant"), ("キリン", "Giraffe"),
    ("パンダ", "Panda"), ("コアラ", "Koala"), ("カンガルー", "Kangaroo"), ("ハリネズミ", "Hedgehog"),
    ("ビーバー", "Beaver"), ("アナグマ", "Badger"), ("オオカミ", "Wolf"), ("ヒョウ", "Leopard"),
    ("ライオン", "Lion"), ("トナカイ", "Reindeer"),
)  # fmt: skip
COUNT = len(COLOURS) * len(ANIMALS)


def pseudonym(number: int, language: str) -> str:
    """The name of this number; Japanese unless the language is "en". From COUNT on they are numbered."""
    turn, place = divmod(number, COUNT)
    colour, animal = COLOURS[place // len(ANIMALS)], ANIMALS[place % len(ANIMALS)]
    name = f"{colour[1]} {animal[1]}" if language == "en" else f"{colour[0]}{animal[0]}"
    return f"{name} {turn + 1}" if turn else name
