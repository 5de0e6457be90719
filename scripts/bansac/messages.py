"""The texts of all errors and warnings, in Vietnamese and English.

Each entry: what is wrong (vi, en) and how to mend it (vi, en). Braces are filled
from the error: ``{found}``, ``{expected}``, ``{field}`` and what it adds.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Message:
    """One text in two languages, with its remedy."""

    vi: str
    en: str
    remedy_vi: str
    remedy_en: str

    def filled(self, values: dict[str, object]) -> Message:
        """The same message with its braces filled in."""
        return Message(*(text.format_map(_Blank(values)) for text in (self.vi, self.en, self.remedy_vi, self.remedy_en)))


class _Blank(dict[str, object]):
    def __missing__(self, key: str) -> str:
        return ""


M = Message
# fmt: off  # one message a block reads better than one argument a line
MESSAGES: dict[str, Message] = {
    "several": M("Có {found} lỗi.", "There are {found} errors.", "Sửa từng lỗi theo danh sách.", "Mend each error in the list."),
    # files
    "not_utf8": M(
        "Tệp không phải UTF-8.",
        "The file is not UTF-8.",
        "Mở tệp trong trình soạn thảo và lưu lại với mã hóa UTF-8.",
        "Open the file in an editor and save it as UTF-8.",
    ),
    "bom": M(
        "Tệp bắt đầu bằng dấu BOM; dấu này được bỏ qua.",
        "The file starts with a byte-order mark; it is ignored.",
        "Lưu tệp dưới dạng UTF-8 không BOM.",
        "Save the file as UTF-8 without BOM.",
    ),
    "crlf": M(
        "Tệp dùng ngắt dòng kiểu Windows (CRLF); được đọc như ngắt dòng thường.",
        "The file has Windows line ends (CRLF); they are read as plain line ends.",
        "Lưu tệp với ngắt dòng LF.",
        "Save the file with LF line ends.",
    ),
    "control_character": M(
        "Tệp chứa ký tự điều khiển.",
        "The file contains a control character.",
        "Xóa ký tự lạ ở dòng này.",
        "Delete the odd character on this line.",
    ),
    "too_large": M(
        "Tệp quá lớn.",
        "The file is too large.",
        "Chia trang thành nhiều trang nhỏ hơn hoặc bỏ phần không cần.",
        "Split the page or take out what it does not need.",
    ),
    "outside": M(
        "Đường dẫn này trỏ ra ngoài thư mục nội dung.",
        "This path leads out of the content folder.",
        "Chép tệp thật vào thư mục content/ thay cho liên kết.",
        "Put the real file into content/ instead of a link.",
    ),
    "bad_name": M(
        "Tên tệp hoặc thư mục không hợp lệ.",
        "The name of the file or folder is not allowed.",
        "Chỉ dùng chữ thường a–z không dấu, chữ số và gạch nối.",
        "Use only lower-case letters a–z, digits and hyphens.",
    ),
    "duplicate_slug": M(
        "Hai tệp cho cùng một địa chỉ trang.",
        "Two files make the same page address.",
        "Đổi tên hoặc xóa một trong hai tệp: {other}.",
        "Rename or delete one of the two: {other}.",
    ),
    "unknown_locale": M(
        "Thư mục này không thuộc ngôn ngữ nào đã khai báo.",
        "This folder belongs to no declared locale.",
        "Đổi tên thư mục, hoặc khai báo ngôn ngữ trong mkdocs.yml (bansac new locale).",
        "Rename the folder, or declare the locale in mkdocs.yml (bansac new locale).",
    ),
    "orphan_translation": M(
        "Bản dịch này không có trang gốc tiếng Việt.",
        "This translation has no Vietnamese source page.",
        "Tạo trang gốc {expected}, hoặc xóa bản dịch.",
        "Create the source page {expected}, or delete the translation.",
    ),
    # YAML and front matter
    "bad_yaml": M(
        "YAML không đọc được: {reason}",
        "The YAML cannot be read: {reason}",
        "Xem lại thụt lề, dấu hai chấm và dấu nháy ở dòng này; đặt chuỗi có dấu hai chấm trong dấu nháy.",
        "Check indentation, colons and quotes on this line; quote a text that contains a colon.",
    ),
    "duplicate_key": M(
        "Khóa này được viết hai lần.",
        "This key is written twice.",
        "Giữ một lần và xóa lần kia.",
        "Keep one and delete the other.",
    ),
    "yaml_alias": M(
        "YAML dùng bí danh (& hoặc *), không được phép.",
        "The YAML uses an alias (& or *), which is not allowed.",
        "Viết lại giá trị ở nơi cần; nếu chữ bắt đầu bằng & hoặc *, đặt trong dấu nháy.",
        "Write the value where it is needed; quote a text that starts with & or *.",
    ),
    "no_front_matter": M(
        "Trang thiếu phần đầu (front matter).",
        "The page has no front matter.",
        "Bắt đầu tệp bằng dòng ---, rồi title: và description:, rồi dòng ---.",
        "Start the file with a line ---, then title: and description:, then a line ---.",
    ),
    "not_a_mapping": M(
        "Phần này phải là các cặp khóa: giá trị.",
        "This part must be pairs of key: value.",
        "Viết mỗi dòng dạng khóa: giá trị.",
        "Write each line as key: value.",
    ),
    "missing": M(
        "Thiếu trường bắt buộc “{field}”.",
        "The required field “{field}” is missing.",
        "Thêm trường {field}.",
        "Add the field {field}.",
    ),
    "unknown_field": M(
        "Trường “{field}” không có trong mẫu.",
        "The field “{field}” does not exist.",
        "Sửa tên trường hoặc xóa dòng này.",
        "Correct the name of the field or delete the line.",
    ),
    "wrong_type": M(
        "Giá trị của “{field}” sai kiểu.",
        "The value of “{field}” has the wrong type.",
        "Viết giá trị theo dạng cho phép.",
        "Write the value in the allowed form.",
    ),
    "not_allowed": M(
        "Giá trị của “{field}” không được phép.",
        "The value of “{field}” is not allowed.",
        "Chọn một trong các giá trị cho phép.",
        "Choose one of the allowed values.",
    ),
    "bad_form": M(
        "Giá trị của “{field}” sai dạng.",
        "The value of “{field}” has the wrong form.",
        "Sửa giá trị cho đúng dạng cho phép.",
        "Correct the value to the allowed form.",
    ),
    "too_long": M(
        "“{field}” quá dài.",
        "“{field}” is too long.",
        "Rút ngắn còn nhiều nhất số ký tự cho phép.",
        "Shorten it to the allowed number of characters.",
    ),
    "too_short": M(
        "“{field}” để trống hoặc quá ngắn.",
        "“{field}” is empty or too short.",
        "Điền nội dung.",
        "Fill it in.",
    ),
    "invalid": M(
        "Giá trị của “{field}” không hợp lệ: {reason}",
        "The value of “{field}” is not valid: {reason}",
        "Xem mẫu trong sổ tay (docs/editors).",
        "See the form in the handbook (docs/editors).",
    ),
    "missing_source_locale": M(
        "“{field}” thiếu văn bản tiếng Việt (vi).",
        "“{field}” lacks the Vietnamese text (vi).",
        "Thêm dòng vi: với văn bản gốc.",
        "Add a line vi: with the source text.",
    ),
    "image_without_alt": M(
        "Hình không có mô tả.",
        "The picture has no description.",
        "Thêm image_alt: nói rõ hình cho thấy gì.",
        "Add image_alt: say what the picture shows.",
    ),
    "news_without_topic": M(
        "Tin chưa có chủ đề.",
        "The news item has no topic.",
        "Thêm topics: với ít nhất một mã trong content/data/topics.yml.",
        "Add topics: with at least one id of content/data/topics.yml.",
    ),
    "news_without_source": M(
        "Tin chưa có nguồn.",
        "The news item has no source.",
        "Thêm sources: với ít nhất một mã trong content/data/sources.yml.",
        "Add sources: with at least one id of content/data/sources.yml.",
    ),
    "value_or_text": M(
        "Dữ kiện phải có hoặc value hoặc text, không cả hai.",
        "A fact has either value or text, not both.",
        "Giữ một trong hai trường.",
        "Keep one of the two fields.",
    ),
    "news_folder": M(
        "Tin nằm sai thư mục năm.",
        "The news item lies in the folder of another year.",
        "Chuyển tệp vào thư mục {expected}, hoặc sửa date.",
        "Move the file to {expected}, or correct date.",
    ),
    "date_differs": M(
        "Ngày của bản dịch khác ngày của bản gốc.",
        "The date of the translation differs from that of the source.",
        "Ghi cùng ngày: {expected}.",
        "Write the same date: {expected}.",
    ),
    # references
    "unknown_id": M(
        "Không có mã “{found}” trong {register}.",
        "There is no id “{found}” in {register}.",
        "Sửa mã, hoặc thêm bản ghi vào {register}.",
        "Correct the id, or add the record to {register}.",
    ),
    "duplicate_id": M(
        "Mã “{found}” được dùng hai lần.",
        "The id “{found}” is used twice.",
        "Đặt mã khác cho một trong hai bản ghi.",
        "Give one of the two records another id.",
    ),
    "grade_c": M(
        "Bản ghi hạng C không được công bố.",
        "A record of grade C must not be published.",
        "Xóa bản ghi, hoặc tìm nguồn và sửa hạng.",
        "Delete the record, or find a source and correct the grade.",
    ),
    "fact_without_source": M(
        "Bản ghi này không có nguồn.",
        "This record has no source.",
        "Thêm sources: với ít nhất một mã.",
        "Add sources: with at least one id.",
    ),
    "unknown_text_locale": M(
        "“{found}” không phải ngôn ngữ đã khai báo.",
        "“{found}” is no declared locale.",
        "Sửa mã ngôn ngữ, hoặc khai báo trong mkdocs.yml.",
        "Correct the locale code, or declare it in mkdocs.yml.",
    ),
    "missing_string": M(
        "Thiếu văn bản giao diện “{found}”.",
        "The interface text “{found}” is missing.",
        "Thêm khóa này vào tệp, theo content/strings/vi.yml.",
        "Add this key to the file, as in content/strings/vi.yml.",
    ),
    "unknown_string": M(
        "Văn bản giao diện “{found}” không có trong bản gốc.",
        "The interface text “{found}” does not exist in the source file.",
        "Sửa tên khóa theo content/strings/vi.yml, hoặc xóa.",
        "Correct the key as in content/strings/vi.yml, or delete it.",
    ),
    "string_fields": M(
        "Văn bản giao diện “{field}” thiếu hoặc thừa chỗ điền.",
        "The interface text “{field}” lacks or adds a placeholder.",
        "Giữ đúng các chỗ điền của bản gốc: {expected}.",
        "Keep the placeholders of the source: {expected}.",
    ),
    # Markdown
    "raw_html": M(
        "Trang không được chứa HTML.",
        "A page must not contain HTML.",
        "Xóa thẻ HTML; dùng Markdown hoặc mã chèn. Muốn viết dấu “<”, gõ &lt;.",
        "Delete the tag; use Markdown or a shortcode. To show “<”, type &lt;.",
    ),
    "unsafe_link": M(
        "Liên kết dùng giao thức không an toàn.",
        "The link uses an unsafe scheme.",
        "Chỉ dùng https:, mailto: hoặc đường dẫn trong trang.",
        "Use only https:, mailto: or a path of the site.",
    ),
    "braces": M(
        "Dấu ngoặc nhọn chỉ dùng cho mã chèn và mã đề mục.",
        "Braces are only for shortcodes and heading ids.",
        "Viết {{{{ tên … }}}} cho mã chèn, {{#ma-de-muc}} ở cuối đề mục, hoặc bỏ dấu ngoặc.",
        "Write {{{{ name … }}}} for a shortcode, {{#heading-id}} at the end of a heading, or take the braces out.",
    ),
    "heading_level": M(
        "Đề mục nhảy cấp hoặc dùng cấp 1.",
        "A heading skips a level or uses level 1.",
        "Dùng ## rồi ###; tên trang là cấp 1.",
        "Use ##, then ###; the title of the page is level 1.",
    ),
    "heading_without_id": M(
        "Đề mục thiếu mã.",
        "The heading has no id.",
        "Thêm mã ở cuối dòng, giống nhau ở mọi ngôn ngữ: {expected}",
        "Add an id at the end of the line, the same in every language: {expected}",
    ),
    "duplicate_heading": M(
        "Hai đề mục có cùng mã.",
        "Two headings have the same id.",
        "Đặt mã khác cho đề mục này.",
        "Give this heading another id.",
    ),
    "link_form": M(
        "Liên kết trong trang sai dạng.",
        "The link within the site has the wrong form.",
        "Viết đường dẫn từ thư mục ngôn ngữ, ví dụ /plan/index.md.",
        "Write the path from the locale folder, such as /plan/index.md.",
    ),
    "dangling_link": M(
        "Liên kết trỏ đến trang không có.",
        "The link leads to a page that does not exist.",
        "Sửa đường dẫn hoặc tạo trang.",
        "Correct the path or create the page.",
    ),
    "dangling_fragment": M(
        "Liên kết trỏ đến đề mục không có trong trang đích.",
        "The link leads to a heading that the page does not have.",
        "Sửa phần sau dấu # theo mã đề mục.",
        "Correct the part after # to a heading id.",
    ),
    "markdown_image": M(
        "Hình được chèn bằng ![](…).",
        "A picture is inserted with ![](…).",
        'Dùng {{{{ figure tệp alt="…" caption="…" }}}}.',
        'Use {{{{ figure file alt="…" caption="…" }}}}.',
    ),
    "unknown_shortcode": M(
        "Không có mã chèn “{found}”.",
        "There is no shortcode “{found}”.",
        "Sửa tên mã chèn; danh sách ở docs/editors.",
        "Correct the name; the list is in docs/editors.",
    ),
    "shortcode_syntax": M(
        "Mã chèn viết sai: {reason}",
        "The shortcode is written wrongly: {reason}",
        'Viết {{{{ tên giá-trị khóa=giá-trị khóa="nhiều từ" }}}}.',
        'Write {{{{ name value key=value key="two words" }}}}.',
    ),
    "shortcode_block": M(
        "Mã chèn này phải đứng một mình trên một dòng.",
        "This shortcode must stand alone on a line.",
        "Đặt mã chèn trên dòng riêng, có dòng trống trước và sau.",
        "Put it on a line of its own, with a blank line before and after.",
    ),
    "unclosed_shortcode": M(
        "Mã chèn không có dấu đóng.",
        "The shortcode is not closed.",
        "Thêm dấu đóng ở cuối mã chèn, trên cùng dòng.",
        "Add the closing braces, on the same line.",
    ),
    # pictures
    "missing_image": M(
        "Không tìm thấy hình.",
        "The picture does not exist.",
        "Đặt tệp vào content/media/ hoặc sửa đường dẫn.",
        "Put the file into content/media/ or correct the path.",
    ),
    "bad_image": M(
        "Tệp không phải hình đọc được.",
        "The file is no readable picture.",
        "Xuất lại hình thành JPEG, PNG hoặc WebP.",
        "Export the picture again as JPEG, PNG or WebP.",
    ),
    "image_bomb": M(
        "Hình quá lớn khi giải nén.",
        "The picture is too large when unpacked.",
        "Thu nhỏ hình còn nhiều nhất số điểm ảnh cho phép.",
        "Scale the picture down to the allowed number of pixels.",
    ),
    # translations
    "parity_headings": M(
        "Đề mục của bản dịch khác bản gốc.",
        "The headings of the translation differ from the source.",
        "Giữ cùng số, cấp, thứ tự và mã đề mục như bản gốc.",
        "Keep the number, levels, order and ids of the source.",
    ),
    "parity_links": M(
        "Liên kết của bản dịch khác bản gốc.",
        "The links of the translation differ from the source.",
        "Giữ cùng các liên kết như bản gốc.",
        "Keep the same links as the source.",
    ),
    "parity_shortcodes": M(
        "Mã chèn của bản dịch khác bản gốc.",
        "The shortcodes of the translation differ from the source.",
        "Giữ cùng các mã chèn như bản gốc; chỉ dịch alt và caption.",
        "Keep the shortcodes of the source; translate only alt and caption.",
    ),
    "parity_numbers": M(
        "Số liệu của bản dịch khác bản gốc.",
        "The numbers of the translation differ from the source.",
        "Sửa cho cùng số liệu; dùng mã chèn fact hoặc date khi có thể.",
        "Use the same numbers; use the shortcodes fact or date where you can.",
    ),
    "figure_contradicts": M(
        "Số này trái với dữ kiện “{fact}”.",
        "This number contradicts the fact “{fact}”.",
        "Dùng {{{{ fact {fact} }}}} thay cho số gõ tay.",
        "Use {{{{ fact {fact} }}}} instead of a typed number.",
    ),
    "outdated": M(
        "Bản dịch cũ hơn bản gốc.",
        "The translation is older than its source.",
        "Sửa bản dịch theo bản gốc rồi chạy: bansac status --accept {page}",
        "Mend the translation, then run: bansac status --accept {page}",
    ),
    # configuration
    "bad_config": M(
        "Cấu hình không hợp lệ: {reason}",
        "The configuration is not valid: {reason}",
        "Sửa mkdocs.yml theo docs/operators.",
        "Correct mkdocs.yml as docs/operators says.",
    ),
    "bad_site_url": M(
        "Địa chỉ trang không hợp lệ.",
        "The site address is not valid.",
        "Viết site_url dạng https://tên-miền/đường-dẫn/ (hoặc biến BANSAC_SITE_URL).",
        "Write site_url as https://host/path/ (or the variable BANSAC_SITE_URL).",
    ),
    "nav_missing": M(
        "Thực đơn trỏ đến trang không có.",
        "The navigation names a page that does not exist.",
        "Sửa nav trong mkdocs.yml hoặc tạo trang.",
        "Correct nav in mkdocs.yml or create the page.",
    ),
    "exists": M(
        "Tệp đã có.",
        "The file exists already.",
        "Chọn tên khác, hoặc sửa tệp đang có.",
        "Choose another name, or edit the existing file.",
    ),
    # brand
    "contrast": M(
        "Cặp màu không đủ tương phản.",
        "A pair of colours has too little contrast.",
        "Chỉnh màu trong brand/tokens.json.",
        "Adjust the colour in brand/tokens.json.",
    ),
    "missing_glyph": M(
        "Không phông nào có ký tự này.",
        "No font has this character.",
        "Thay ký tự, hoặc thêm phông vào brand/fonts.",
        "Replace the character, or add a font to brand/fonts.",
    ),
    "bad_brand": M(
        "Tệp thương hiệu không hợp lệ: {reason}",
        "The brand file is not valid: {reason}",
        "Sửa tệp theo docs/brand.",
        "Correct the file as docs/brand says.",
    ),
    # output
    "address_lost": M(
        "Một địa chỉ đã công bố không còn.",
        "A published address no longer exists.",
        "Khôi phục trang, hoặc thêm redirect_from vào trang thay thế.",
        "Restore the page, or add redirect_from to the page that replaces it.",
    ),
    # finish
    "search_engine": M(
        "Không tạo được chỉ mục tìm kiếm: {found}",
        "The search index could not be made: {found}",
        "Cài lại các gói theo tệp khóa (pagefind, pagefind_bin_extended 1.5.2), rồi chạy lại.",
        "Install the packages of the lock file again (pagefind, pagefind_bin_extended 1.5.2) and run again.",
    ),
    "feed_without_date": M(
        "Nguồn tin này chưa có tin và không có ngày.",
        "This feed has no item and no date.",
        "Thêm một tin, hoặc bỏ nguồn tin này.",
        "Add a news item, or leave the feed out.",
    ),
    "redirect_outside": M(
        "Địa chỉ cũ dẫn ra ngoài trang web.",
        "The former address leads out of the site.",
        "Viết đường dẫn trong trang, không có .. và không bắt đầu bằng /.",
        "Write a path within the site, without .. and without a slash at its start.",
    ),
    "redirect_twice": M(
        "Một địa chỉ cũ được chuyển tới hai trang.",
        "One former address leads to two pages.",
        "Giữ redirect_from ở một trang.",
        "Keep redirect_from in one of the pages.",
    ),
    # problems of inspect_page: raise as OutputError(problem.code, path=page, found=problem.found); duplicate_id exists already
    "inline_script": M(
        "Trang chứa mã lệnh viết thẳng trong trang.",
        "The page contains an inline script.",
        "Bỏ đoạn mã; mã lệnh chỉ nằm trong overrides/.",
        "Take it out; scripts live in overrides/ only.",
    ),
    "unknown_script": M(
        "Trang nạp một tệp mã lệnh lạ.",
        "The page loads an unknown script.",
        "Bỏ thẻ này; mã lệnh chỉ nằm trong overrides/.",
        "Take it out; scripts live in overrides/ only.",
    ),
    "event_handler": M(
        "Một thẻ mang thuộc tính chạy mã lệnh (on…).",
        "An element carries an attribute that runs code (on…).",
        "Bỏ thuộc tính này.",
        "Take the attribute out.",
    ),
    "active_url": M(
        "Một địa chỉ không bắt đầu bằng http, https, mailto hoặc tel.",
        "An address is not http, https, mailto or tel.",
        "Sửa hoặc bỏ liên kết này.",
        "Correct the link or take it out.",
    ),
    "foreign_resource": M(
        "Trang nạp tài nguyên từ máy chủ khác.",
        "The page loads something from another host.",
        "Chép tệp vào content/media/ hoặc bỏ đi.",
        "Put the file into content/media/ or take it out.",
    ),
    "embedded_page": M(
        "Trang nhúng một trang hoặc đối tượng khác.",
        "The page embeds another page or object.",
        "Thay bằng liên kết.",
        "Use a link instead.",
    ),
    "meta_refresh": M(
        "Trang tự chuyển đi nơi khác.",
        "The page sends its reader elsewhere by itself.",
        "Dùng redirect_from ở trang đích.",
        "Use redirect_from in the page it should lead to.",
    ),
    "base_element": M("Thẻ <base> làm lệch mọi liên kết.", "A <base> element bends every link.", "Bỏ thẻ này.", "Take it out."),
    "duplicate_output_id": M(
        "Hai phần tử của trang có cùng mã.",
        "Two elements of the page have the same id.",
        "Đổi mã đề mục, hoặc không chèn cùng một mã chèn hai lần.",
        "Change the heading id, or do not use the same shortcode twice.",
    ),
    "busy": M(
        "Một lần dựng khác đang chạy.",
        "Another build is running.",
        "Đợi lần kia xong rồi chạy lại.",
        "Wait for it to end, then run again.",
    ),
    "interrupted": M(
        "Đã dừng theo yêu cầu; site/ giữ nguyên.",
        "Stopped as asked; site/ is as it was.",
        "Chạy lại khi cần.",
        "Run it again when you need to.",
    ),
    "engine_failed": M(
        "Bộ dựng trang báo lỗi: {reason}",
        "The page engine failed: {reason}",
        "Xem trang được nêu; nếu nội dung đúng, báo lỗi cho nhóm kỹ thuật.",
        "Look at the page named; if its content is right, report it to the engineers.",
    ),
}
